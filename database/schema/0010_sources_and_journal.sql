-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Addresses of price lists: what a person made of those that the program knows, and their own.

CREATE TABLE price_sources (
    id TEXT NOT NULL PRIMARY KEY
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    -- NULL: as the program has it.
    title TEXT,
    address TEXT,
    chosen INTEGER NOT NULL DEFAULT 0
        CONSTRAINT chosen_flag CHECK (chosen IN (0, 1)),
    fetched_on TEXT
        CONSTRAINT fetched_on_date CHECK (fetched_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT
-- statement

-- What was edited and imported, so that the next session can take it back.
CREATE TABLE edit_journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    changes TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
        CONSTRAINT undone_flag CHECK (undone IN (0, 1))
) STRICT
-- statement
