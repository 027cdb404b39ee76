// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_cli.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

#include "tests/support/qt_strings.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

QJsonObject Run::json() const {
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(out, &parseError);
    INFO(out.toStdString());
    REQUIRE(parseError.error == QJsonParseError::NoError);
    return document.object();
}

Run runProgram(const QString& program, const QStringList& arguments, const QByteArray& input) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s}) {
        environment.remove(name);
    }
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    REQUIRE(process.waitForStarted());
    process.write(input);
    process.closeWriteChannel();
    REQUIRE(process.waitForFinished(60'000));
    REQUIRE(process.exitStatus() == QProcess::NormalExit);
    return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
}

Run Workshop::cli(const QStringList& arguments, const QByteArray& input) const {
    return runProgram(QStringLiteral(HEADROOM_CLI),
                      QStringList{u"--catalog"_s, catalogPath()} + arguments, input);
}

QString Workshop::write(const QString& name, const QByteArray& bytes) const {
    QFile file(path(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(bytes) == bytes.size());
    return file.fileName();
}

QString Workshop::scenario(const QByteArray& moreFields) const {
    return write(u"small.headroom"_s,
                 R"({"format": "headroom-scenario", "version": 1, "scenario": {
                    "document.title": "Small chat", "model.id": "llama-3.1-8b",
                    "model.weights": "gguf-q4_k_m", "workload.concurrent_users": 4,
                    "finance.horizon_months": 24)" +
                     moreFields + "}}");
}

QByteArray golden(const QString& name) {
    QFile file(QStringLiteral(HEADROOM_SOURCE_DIR) + u"/tests/data/cli/"_s + name);
    INFO(file.fileName().toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

}  // namespace headroom::tests
