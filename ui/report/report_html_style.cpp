// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_html_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

struct RoleWord {
    Role role;
    const char* word;
};

constexpr RoleWord kRoles[] = {
    {Role::Window, "window"}, {Role::Surface, "surface"}, {Role::Line, "line"},
    {Role::Text, "text"},     {Role::Muted, "muted"},     {Role::Accent, "accent"},
    {Role::Good, "good"},     {Role::Warn, "warn"},       {Role::Bad, "bad"},
    {Role::Own, "own"},       {Role::Rent, "rent"},       {Role::Api, "api"},
    {Role::Hybrid, "hybrid"},
};

constexpr const char* kStyle = R"css(
body{margin:0;background:var(--window);color:var(--text);font:15px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
section,nav{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:1.5rem;margin:0 0 1.5rem}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;line-height:1.25;margin:0 0 .75rem}
h3{font-size:1.05rem;margin:1.25rem 0 .5rem}
h1,h2,h3,p,li,td,th,dt,dd{overflow-wrap:anywhere}
p{margin:0 0 .5rem}
a{color:var(--accent)}
pre{background:var(--window);padding:.75rem;border-radius:6px;overflow-x:auto;white-space:pre-wrap}
.logo{display:block;max-width:220px;max-height:54px;margin:0 0 1rem;background:#fff}
.muted,.question,dt{color:var(--muted)}
.question{font-size:1.1rem}
.verdict{border:1px solid var(--line);border-radius:8px;padding:1rem;margin:1rem 0}
.badge{display:inline-block;font-weight:600;border:1px solid;border-radius:1rem;padding:.1rem .75rem}
.warning{border-left:3px solid var(--warn);padding-left:.75rem}
.cards,.groups{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin:1rem 0}
.groups{grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}
.card{border:1px solid var(--line);border-top-width:4px;padding:.75rem}
.card h3{margin:.25rem 0}
.standing{font-weight:600;font-size:.85rem}
dl{margin:.5rem 0}
dl div{display:flex;justify-content:space-between;gap:1rem}
dd{margin:0;text-align:right}
.card dd{white-space:nowrap}
.card dd,tr.e td{font-weight:600}
.table{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;width:100%;font-size:.85rem}
th,td{border-bottom:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;min-width:4rem}
.n{text-align:right}
figure{margin:.75rem 0;overflow-x:auto}
svg{width:100%;height:auto;min-width:40rem}
svg.dark{display:none}
footer{text-align:center;color:var(--muted);padding:0 0 1.5rem}
@media screen and (prefers-color-scheme:dark){svg.dark{display:inline}svg.light{display:none}}
@media print{
@page{margin:20mm}
body{background:none;font-size:10pt}
main{max-width:none;padding:0}
section,nav{border:0;padding:0;break-before:page}
section:first-child{break-before:auto}
h2,h3{break-after:avoid}
tr,figure,.card,.group{break-inside:avoid}
thead{display:table-header-group}
.table,figure{overflow:visible}
svg{min-width:0}
}
)css";

QString variables(bool dark) {
    QString text = u":root{"_s;
    for (const RoleWord& entry : kRoles) {
        text += u"--%1:%2;"_s.arg(QString::fromLatin1(entry.word),
                                  theme::color(entry.role, dark).name());
    }
    return text + u'}';
}

}  // namespace

QString htmlRole(Role role) {
    for (const RoleWord& entry : kRoles) {
        if (entry.role == role) return QString::fromLatin1(entry.word);
    }
    return u"text"_s;
}

QString htmlReportStyle() {
    QString style = u"\n"_s + variables(false) +
                    u"\n@media screen and (prefers-color-scheme:dark){"_s + variables(true) +
                    u"}\n"_s;
    for (const RoleWord& entry : kRoles) {
        const QString word = QString::fromLatin1(entry.word);
        style += u".fg-%1{color:var(--%1)}.card.top-%1{border-top-color:var(--%1)}\n"_s.arg(word);
    }
    return style + QString::fromLatin1(kStyle);
}

}  // namespace headroom
