# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Turns what --help prints into man page text: usage, sentences, then options and arguments.

function escape(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    if (text ~ /^[.']/) text = "\\\\&" text
    return text
}

function flush_item() {
    if (term == "") return
    print ".TP"
    print "\\fB" escape(term) "\\fR"
    print escape(words)
    term = words = ""
}

NR == 1 {
    sub(/^Usage: */, "")
    sub(/^[^ ]*\//, "")
    print "\\fB" escape($0) "\\fR"
    print ".PP"
    next
}

/^(Options|Arguments|Commands):$/ {
    flush_item()
    listing = 1
    next
}

/^$/ { next }

listing && /^  [^ ]/ {
    flush_item()
    line = substr($0, 3)
    gap = match(line, /  +/)
    term = gap ? substr(line, 1, gap - 1) : line
    words = gap ? substr(line, gap + RLENGTH) : ""
    next
}

listing && /^   / {
    sub(/^ +/, "")
    words = words " " $0
    next
}

{
    flush_item()
    listing = 0
    print escape($0)
}

END { flush_item() }
