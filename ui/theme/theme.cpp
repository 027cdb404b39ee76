// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QSettings>
#include <QStyleFactory>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "ui/theme/style_sheet.h"

namespace headroom::theme {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Token {
    Role role;
    QRgb light;
    QRgb dark;
};

constexpr std::array kTokens{
    Token{Role::Window, 0xFFF4F5F7, 0xFF16181C},
    Token{Role::Surface, 0xFFFFFFFF, 0xFF1F2227},
    Token{Role::Line, 0xFFDFE3E8, 0xFF343941},
    Token{Role::Text, 0xFF1A1F26, 0xFFE8EAED},
    Token{Role::Muted, 0xFF5D6673, 0xFFA2ABB6},
    Token{Role::Accent, 0xFF0B5FB0, 0xFF6FB1F0},
    Token{Role::AccentText, 0xFFFFFFFF, 0xFF10151B},
    Token{Role::Good, 0xFF0B7A4B, 0xFF5ECF95},
    Token{Role::Warn, 0xFF9A5B00, 0xFFE5B15A},
    Token{Role::Bad, 0xFFB3261E, 0xFFF28B82},
    Token{Role::Own, 0xFF0072B2, 0xFF4AA3E0},
    Token{Role::Rent, 0xFFD55E00, 0xFFEF8A4A},
    Token{Role::Api, 0xFF9C5A97, 0xFFCF93CA},
    Token{Role::Hybrid, 0xFF00826A, 0xFF3FBF9F},
    Token{Role::Weights, 0xFF0072B2, 0xFF4AA3E0},
    Token{Role::Kv, 0xFF56B4E9, 0xFF8CC9F2},
    Token{Role::State, 0xFF009E73, 0xFF3FBF9F},
    Token{Role::Compute, 0xFFE69F00, 0xFFE9B949},
    Token{Role::Engine, 0xFFB06AA8, 0xFFCF93CA},
    Token{Role::Companions, 0xFF6C7A89, 0xFF93A1B0},
    Token{Role::Free, 0xFFE9ECF0, 0xFF2B3037},
};

/// Body text of the design, in pixels; spacings are given for it.
constexpr double kDesignBodyPixels = 13.0;

struct State {
    Mode mode{Mode::System};
    bool dark{};
    /// What the platform asked for before the first `apply` replaced it.
    std::optional<bool> systemDark;
};

State& state() {
    static State instance;
    return instance;
}

bool looksDark(const QPalette& palette) {
    return palette.color(QPalette::WindowText).lightness() >
           palette.color(QPalette::Window).lightness();
}

QPalette paletteFor(bool darkSide) {
    const auto of = [darkSide](Role role) { return color(role, darkSide); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Role::Window));
    palette.setColor(QPalette::WindowText, of(Role::Text));
    palette.setColor(QPalette::Base, of(Role::Surface));
    palette.setColor(QPalette::AlternateBase, of(Role::Window));
    palette.setColor(QPalette::Text, of(Role::Text));
    palette.setColor(QPalette::PlaceholderText, of(Role::Muted));
    palette.setColor(QPalette::Button, of(Role::Surface));
    palette.setColor(QPalette::ButtonText, of(Role::Text));
    palette.setColor(QPalette::BrightText, of(Role::Bad));
    palette.setColor(QPalette::Light, of(Role::Surface));
    palette.setColor(QPalette::Midlight, of(Role::Line));
    palette.setColor(QPalette::Mid, of(Role::Line));
    palette.setColor(QPalette::Dark, of(Role::Muted));
    palette.setColor(QPalette::Shadow, of(Role::Line));
    palette.setColor(QPalette::Highlight, of(Role::Accent));
    palette.setColor(QPalette::HighlightedText, of(Role::AccentText));
    palette.setColor(QPalette::Link, of(Role::Accent));
    palette.setColor(QPalette::LinkVisited, of(Role::Accent));
    palette.setColor(QPalette::ToolTipBase, of(Role::Surface));
    palette.setColor(QPalette::ToolTipText, of(Role::Text));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, of(Role::Muted));
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, of(Role::Line));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, of(Role::Muted));
    return palette;
}

double scale() {
    return QFontInfo(QApplication::font()).pixelSize() / kDesignBodyPixels;
}

}  // namespace

bool dark() {
    return state().dark;
}

QColor color(Role role) {
    return color(role, dark());
}

QColor color(Role role, bool darkSide) {
    for (const Token& token : kTokens) {
        if (token.role == role) return QColor::fromRgba(darkSide ? token.dark : token.light);
    }
    Q_UNREACHABLE();
}

Role optionRole(OptionKind kind) {
    switch (baseKind(kind)) {
        case OptionKind::Rented:
            return Role::Rent;
        case OptionKind::Api:
            return Role::Api;
        default:
            return Role::Own;
    }
}

QColor optionColor(OptionKind kind) {
    return color(optionRole(kind));
}

void applyColors(QApplication&, Mode mode) {
    State& current = state();
    if (!current.systemDark) {
        current.systemDark = looksDark(QApplication::palette());
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    }
    current.mode = mode;
    current.dark = mode == Mode::System ? *current.systemDark : mode == Mode::Dark;
    QApplication::setPalette(paletteFor(current.dark));
}

void apply(QApplication& application, Mode mode) {
    applyColors(application, mode);
    application.setStyleSheet(styleSheet());
}

Mode mode() {
    return state().mode;
}

namespace {
const auto kModeKey = u"view/theme"_s;
}

Mode savedMode() {
    const QString text = QSettings().value(kModeKey).toString();
    if (text == u"light") return Mode::Light;
    if (text == u"dark") return Mode::Dark;
    return Mode::System;
}

void saveMode(Mode mode) {
    QSettings settings;
    switch (mode) {
        case Mode::System:  // a default is not written, so that a later default can reach people
            settings.remove(kModeKey);
            break;
        case Mode::Light:
            settings.setValue(kModeKey, u"light"_s);
            break;
        case Mode::Dark:
            settings.setValue(kModeKey, u"dark"_s);
            break;
    }
}

namespace {
const auto kTextKey = u"view/textPercent"_s;
constexpr std::array kTextPercents{75, 90, 100, 110, 125, 150, 175, 200, 250, 300};
}  // namespace

std::span<const int> textPercents() {
    return kTextPercents;
}

int savedTextPercent() {
    const int saved = QSettings().value(kTextKey, 100).toInt();
    const bool known =
        std::find(kTextPercents.begin(), kTextPercents.end(), saved) != kTextPercents.end();
    return known ? saved : 100;
}

void saveTextPercent(int percent) {
    QSettings settings;
    if (percent == 100) {
        settings.remove(kTextKey);
    } else {
        settings.setValue(kTextKey, percent);
    }
}

void applyTextPercent(int percent) {
    QFont font = QApplication::font();
    const double factor = percent / 100.0;
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * factor);
    } else {
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * factor)));
    }
    QApplication::setFont(font);
}

QFont font(TextStyle style, bool strong) {
    const auto pixels = [style] {
        switch (style) {
            case TextStyle::Caption:
                return 12.0;
            case TextStyle::Body:
                return 13.0;
            case TextStyle::CardTitle:
                return 15.0;
            case TextStyle::Verdict:
                return 21.0;
        }
        Q_UNREACHABLE();
    }();
    QFont result = QApplication::font();
    result.setPixelSize(std::max(9, static_cast<int>(std::lround(pixels * scale()))));
    if (strong) result.setWeight(QFont::DemiBold);
    return result;
}

int spacing(int step) {
    constexpr std::array kSteps{4, 8, 12, 16, 24, 32};
    const auto index = static_cast<std::size_t>(std::clamp(step, 0, 5));
    return scaled(kSteps[index]);
}

int scaled(int designPixels) {
    return static_cast<int>(std::lround(designPixels * scale()));
}

}  // namespace headroom::theme
