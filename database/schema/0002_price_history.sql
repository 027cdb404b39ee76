-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a price was before somebody changed it: the log behind "earlier prices" in the catalog window.
-- Append only; it refers to rows by their key as text because rows come and go.

CREATE TABLE price_history (
    id INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    column_name TEXT NOT NULL,
    old_value REAL NOT NULL,
    date TEXT,
    source TEXT,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you'))
) STRICT
-- statement

CREATE INDEX price_history_by_row ON price_history (table_name, row_key)
-- statement
