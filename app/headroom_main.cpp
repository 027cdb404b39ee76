// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCommandLineParser>
#include <QFileOpenEvent>
#include <QIcon>
#include <QPointer>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <optional>
#include <string_view>

#include "ui/dialogs/dialogs.h"
#include "ui/dialogs/open_catalog.h"
#include "ui/large_blocks.h"
#include "ui/main_window.h"
#include "ui/theme/number_locale.h"
#include "ui/theme/theme.h"

namespace {

using namespace headroom;
using namespace Qt::Literals::StringLiterals;

constexpr int kUsageError = 2;
constexpr int kCatalogError = 3;
constexpr int kFileError = 4;

struct Arguments {
    QStringList scenarios;
    QString catalog;
    QString screenshot;
    QString option;
    PageId page{PageId::Answer};
    std::optional<QSize> size;
    theme::Mode theme{theme::Mode::System};
};

void describe(QCoreApplication& application) {
    QCoreApplication::setOrganizationName(u"headroom"_s);
    QCoreApplication::setApplicationName(u"headroom"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HEADROOM_VERSION));
    Q_UNUSED(application)
}

QString tr(const char* text) {
    return QCoreApplication::translate("Main", text);
}

void addOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        tr("What must I buy, rent or call to run this model? Opens scenario files in windows."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"scenario"_s, tr("Scenario files to open."), u"[scenario...]"_s);
    parser.addOptions({
        {u"catalog"_s, tr("Use this catalog instead of the one in the app-data folder."),
         u"file"_s},
        {u"theme"_s, tr("Colors of this run: system, light or dark."), u"theme"_s},
        {u"screenshot"_s, tr("Write a picture of the window and end, for documentation."),
         u"png"_s},
        {u"page"_s,
         tr("Page to show first: answer, memory, speed, cost, risk, compare, place or validation."),
         u"page"_s},
        {u"option"_s, tr("Option to look at first, by the id that headroom-cli evaluate prints."),
         u"id"_s},
        {u"size"_s, tr("Size of the picture in points, such as 1280x800."), u"size"_s},
    });
}

/// Help and version must answer on a machine without a display, where QApplication aborts.
bool asksForText(int argc, char* argv[]) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--") return false;
        if (argument == "--help" || argument == "-h" || argument == "--help-all" ||
            argument == "--version" || argument == "-v") {
            return true;
        }
    }
    return false;
}

/// A picture needs no display; a machine that draws a manual may have none.
void drawOffscreenForPictures(int argc, char* argv[]) {
    const bool picture = std::any_of(argv, argv + argc, [](std::string_view argument) {
        return argument == "--screenshot" || argument.starts_with("--screenshot=");
    });
    const bool display =
        !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#ifdef Q_OS_LINUX
    if (picture && !display && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
#else
    Q_UNUSED(picture)
    Q_UNUSED(display)
#endif
}

int complain(const QString& sentence, int code) {
    std::fprintf(stderr, "headroom: %s\n", qPrintable(sentence));
    return code;
}

std::optional<theme::Mode> themeFromName(const QString& name) {
    if (name == u"system") return theme::Mode::System;
    if (name == u"light") return theme::Mode::Light;
    if (name == u"dark") return theme::Mode::Dark;
    return std::nullopt;
}

std::optional<QSize> sizeFromText(const QString& text) {
    static const QRegularExpression pattern(u"^(\\d{2,5})x(\\d{2,5})$"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch()) return std::nullopt;
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

/// Returns a sentence when an argument cannot be used, else an empty string.
QString read(const QCommandLineParser& parser, Arguments& arguments) {
    arguments.scenarios = parser.positionalArguments();
    arguments.catalog = parser.value(u"catalog"_s);
    arguments.screenshot = parser.value(u"screenshot"_s);
    arguments.option = parser.value(u"option"_s);
    arguments.theme = theme::savedMode();
    if (parser.isSet(u"theme"_s)) {
        const auto mode = themeFromName(parser.value(u"theme"_s));
        if (!mode) {
            return tr("“%1” is no theme. Use system, light or dark.").arg(parser.value(u"theme"_s));
        }
        arguments.theme = *mode;
    }
    if (parser.isSet(u"page"_s)) {
        const auto page = pageFromName(parser.value(u"page"_s));
        if (!page) {
            return tr("“%1” is no page. Use answer, memory, speed, cost, risk, compare, "
                      "place or validation.")
                .arg(parser.value(u"page"_s));
        }
        arguments.page = *page;
    }
    if (parser.isSet(u"size"_s)) {
        arguments.size = sizeFromText(parser.value(u"size"_s));
        if (!arguments.size) {
            return tr("“%1” is no size. Write width x height, such as 1280x800.")
                .arg(parser.value(u"size"_s));
        }
    }
    return {};
}

std::unique_ptr<CatalogSession> openCatalog(const QString& path, int& code) {
    try {
        // Without a display nobody can answer.
        const bool asks = QGuiApplication::platformName() != u"offscreen";
        return std::make_unique<CatalogSession>(asks ? openCatalogOrCopy(nullptr, path)
                                                     : std::make_unique<CatalogStore>(path));
    } catch (const FileError& error) {
        complain(error.text(), kCatalogError);
        if (QGuiApplication::platformName() != u"offscreen") {
            dialogs().showError(nullptr, tr("Cannot Open Catalog"), error.text(), error.details());
        }
    }
    code = kCatalogError;
    return nullptr;
}

/// While a picture is taken nobody is there to answer: what would be a box is a line on the
/// terminal, and every question is cancelled.
class NobodyThere final : public Dialogs {
public:
    NobodyThere() { setDialogs(this); }
    ~NobodyThere() override { setDialogs(nullptr); }
    QString openFileName(QWidget*, const QString&, const QString&) override { return {}; }
    QStringList openFileNames(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFileName(QWidget*, const QString&, const QString&, const QString&) override {
        return {};
    }
    Answer askToSave(QWidget*, const QString&) override { return Answer::Cancel; }
    bool confirm(QWidget*, const QString&, const QString&, const QString&) override {
        return false;
    }
    void showError(QWidget*, const QString&, const QString& text, const QString&) override {
        complain(text, kFileError);
    }
};

int takePicture(MainWindow& window, const Arguments& arguments) {
    if (arguments.size) window.resize(*arguments.size);
    window.show();
    // Charts replot and layouts settle through the event queue; a page may wait for its figures.
    QTimer calm;
    calm.setInterval(300);
    bool wasBusy = false;
    QObject::connect(&calm, &QTimer::timeout, &window, [&] {
        const bool settled = !window.busy() && !wasBusy;
        wasBusy = window.busy();
        if (!settled) return;
        calm.stop();
        const bool written = window.grab().save(arguments.screenshot);
        QCoreApplication::exit(
            written ? 0
                    : complain(
                          tr("The picture could not be written to “%1”.").arg(arguments.screenshot),
                          kFileError));
    });
    calm.start();
    return QApplication::exec();
}

/// macOS hands over the file of a double click as an event, to a program that may run already.
class FileOpener final : public QObject {
public:
    FileOpener(CatalogSession& session, MainWindow* first) : m_session(session), m_first(first) {}
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::FileOpen) return QObject::eventFilter(watched, event);
        if (m_first.isNull()) {
            m_first = MainWindow::create(m_session);
            m_first->show();
        }
        m_first->openFile(static_cast<QFileOpenEvent*>(event)->file());
        return true;
    }

private:
    CatalogSession& m_session;
    QPointer<MainWindow> m_first;
};

int run(QApplication& application, const Arguments& arguments, bool showPage) {
    applyNumberLocale(savedNumberLocale());
    theme::applyTextPercent(theme::savedTextPercent());
    theme::applyColors(application, arguments.theme);
    int code = 0;
    const std::unique_ptr<CatalogSession> session = openCatalog(
        arguments.catalog.isEmpty() ? CatalogStore::defaultPath() : arguments.catalog, code);
    if (!session) return code;
    const bool picture = !arguments.screenshot.isEmpty();
    QTemporaryDir settings;
    std::optional<NobodyThere> nobody;
    if (picture) {
        nobody.emplace();
        // A picture for a manual leaves no trace among the person's recent files.
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    }
    MainWindow* const first = MainWindow::create(*session);
    theme::apply(application, arguments.theme);
    if (!picture) {
        first->show();
        first->tellNewRows();
        first->offerRecovery();
    }
    for (const QString& path : arguments.scenarios) {
        if (!first->openFile(path) && picture) return kFileError;
    }
    if (showPage) first->showPage(arguments.page);
    if (!arguments.option.isEmpty()) {
        first->document().setFocusedOption(arguments.option);
        if (!first->document().evaluation().find(arguments.option.toStdString())) {
            complain(tr("No option of the scenario is called “%1”.").arg(arguments.option), 0);
        }
    }
    if (!picture) {
        FileOpener opener(*session, first);
        application.installEventFilter(&opener);
        return QApplication::exec();
    }
    code = takePicture(*first, arguments);
    delete first;
    return code;
}

}  // namespace

int main(int argc, char* argv[]) {
    QCommandLineParser parser;
    if (asksForText(argc, argv)) {
        QCoreApplication application(argc, argv);
        describe(application);
        addOptions(parser);
        parser.process(application);  // prints and ends
    }
    returnLargeBlocks();
    drawOffscreenForPictures(argc, argv);
    QApplication application(argc, argv);
    describe(application);
    QGuiApplication::setDesktopFileName(u"io.github.headroom.Headroom"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/headroom.svg"_s));
    addOptions(parser);
    if (!parser.parse(QApplication::arguments())) return complain(parser.errorText(), kUsageError);
    Arguments arguments;
    if (const QString problem = read(parser, arguments); !problem.isEmpty()) {
        return complain(problem, kUsageError);
    }
    return run(application, arguments, parser.isSet(u"page"_s));
}
