// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>

#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QString table(const char* name) {
    return QStringLiteral(HEADROOM_SOURCE_DIR "/resources/validation/") + QString::fromUtf8(name);
}

QByteArray contents(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

QJsonObject group(const QJsonObject& json, const QString& by, const QString& name) {
    return json[u"groups"_s].toObject()[by].toObject()[name].toObject();
}

}  // namespace

TEST_CASE("check speed counts every row and tells the errors by group", "[cli][check]") {
    const Workshop shop;
    const QString report = shop.path(u"rows.csv"_s);
    const Run run = shop.cli({u"check"_s, u"speed"_s, table("speed.csv"), u"--report"_s, report,
                              u"--format"_s, u"json"_s});
    INFO(run.error.toStdString());
    const QJsonObject json = run.json();
    // Exit code and sentence agree, whether or not the bounds hold.
    CHECK((run.code == 0) == json[u"bounds_hold"_s].toBool());
    CHECK(json[u"bounds_hold"_s].toBool() == json[u"broken_bounds"_s].toArray().isEmpty());
    // 631 rows in the file, each with one figure or a reason.
    CHECK(json[u"figures"_s].toInt() + json[u"unpredicted_rows"_s].toInt() == 631);
    for (const QString& metric : {u"decode"_s, u"prefill"_s, u"aggregate"_s}) {
        const QJsonObject errors = group(json, u"metric"_s, metric);
        INFO(metric.toStdString());
        CHECK(errors[u"count"_s].toInt() > 50);
        CHECK(errors[u"median_absolute_error"_s].toDouble() > 0);
        CHECK(errors[u"median_absolute_error"_s].toDouble() <
              errors[u"p90_absolute_error"_s].toDouble());
        CHECK(errors.contains(u"bias"_s));
        CHECK(errors.contains(u"unpredicted"_s));
    }
    for (const QString& by : {u"class"_s, u"engine"_s, u"parallelism"_s}) {
        CHECK_FALSE(json[u"groups"_s].toObject()[by].toObject().isEmpty());
    }
    const QJsonObject simple = json[u"one_constant"_s].toObject()[u"decode"_s].toObject();
    CHECK(simple[u"median_absolute_error"_s].toDouble() >
          group(json, u"metric"_s, u"decode"_s)[u"median_absolute_error"_s].toDouble());
    CHECK(contents(report).count('\n') == 631 + 1);
}

TEST_CASE("check serving tells TPOT, total rate and TTFT by series", "[cli][check]") {
    const Workshop shop;
    const Run run =
        shop.cli({u"check"_s, u"serving"_s, table("serving.csv"), u"--format"_s, u"json"_s});
    const QJsonObject json = run.json();
    for (const QString& metric : {u"tpot_ms"_s, u"output_tok_s"_s, u"ttft_ms"_s}) {
        CHECK(group(json, u"metric"_s, metric)[u"count"_s].toInt() > 300);
    }
    CHECK(group(json, u"metric"_s, u"ttft_ms"_s)[u"median_factor"_s].toDouble() < 1.5);
    CHECK(json[u"groups"_s].toObject()[u"series"_s].toObject().size() > 100);
    CHECK(json[u"promised"_s].toObject().contains(u"tpot_ms, calibrated"_s));
}

TEST_CASE("Rows without a prediction are counted with their group and reported with the reason",
          "[cli][check]") {
    const Workshop shop;
    const QList<QByteArray> lines = contents(table("speed.csv")).split('\n');
    QByteArray strange = lines[1];
    strange.replace("rtx-3090", "abacus-9000");
    const QString path =
        shop.write(u"strange.csv"_s, lines[0] + '\n' + lines[1] + '\n' + strange + '\n');
    const QString report = shop.path(u"out.csv"_s);
    const Run run =
        shop.cli({u"check"_s, u"speed"_s, path, u"--report"_s, report, u"--format"_s, u"json"_s});
    const QJsonObject decode = group(run.json(), u"metric"_s, u"decode"_s);
    CHECK(decode[u"count"_s].toInt() == 1);
    CHECK(decode[u"unpredicted"_s].toInt() == 1);
    CHECK(run.error.contains(u"abacus-9000"_s));
    CHECK(contents(report).contains("abacus-9000"));
    const Run text = shop.cli({u"check"_s, u"speed"_s, path});
    CHECK(text.out.contains("What is promised"));
    CHECK(text.out.contains("0.55 x bandwidth"));
    CHECK(shop.cli({u"check"_s, u"speed"_s, path, u"--format"_s, u"csv"_s})
              .out.startsWith("by,group,count,median_absolute_error"));
}

TEST_CASE("Held out, a device is predicted by the others of the table", "[cli][check]") {
    const Workshop shop;
    QByteArray few;
    int rows = 0;
    for (const QByteArray& line : contents(table("speed.csv")).split('\n')) {
        // One model on some devices: the fit stays short.
        if (rows > 0 && !line.contains(",llama-3.1-8b,")) continue;
        few += line + '\n';
        if (++rows == 13) break;
    }
    const QString path = shop.write(u"few.csv"_s, few);
    const QString report = shop.path(u"out.csv"_s);
    const Run run = shop.cli({u"check"_s, u"speed"_s, path, u"--held-out"_s, u"--report"_s, report,
                              u"--format"_s, u"json"_s});
    INFO(run.error.toStdString());
    CHECK(run.json()[u"device_held_out"_s].toObject().size() > 0);
    CHECK(run.json()[u"model_held_out"_s].toObject().size() > 0);
    CHECK(contents(report).contains("device_held_out,model_held_out"));
}

TEST_CASE("check speed refuses other tables and says which command reads them", "[cli][check]") {
    const Workshop shop;
    const Run swapped = shop.cli({u"check"_s, u"speed"_s, table("serving.csv")});
    CHECK(swapped.code == 2);
    CHECK(swapped.error.contains(u"check serving"_s));
    const Run other = shop.cli({u"check"_s, u"serving"_s, table("speed.csv")});
    CHECK(other.code == 2);
    CHECK(other.error.contains(u"check speed"_s));
    const QString wrong = shop.write(u"wrong.csv"_s, "a,b\n1,2\n");
    const Run neither = shop.cli({u"check"_s, u"speed"_s, wrong});
    CHECK(neither.code == 2);
    CHECK(neither.error.contains(u"context_depth"_s));
    CHECK(shop.cli({u"check"_s, u"speed"_s, shop.path(u"absent.csv"_s)}).code == 3);
    CHECK(shop.cli({u"check"_s, u"speeed"_s, wrong}).error.contains(u"“speed”"_s));
}
