-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was edited and imported, so that the next session can take it back.

CREATE TABLE edit_journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    changes TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
        CONSTRAINT undone_flag CHECK (undone IN (0, 1))
) STRICT
