-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The rows that came with the program when it last looked, so that the next release can tell a row
-- that a person edited from one that it may replace, and what it has newly to offer.

CREATE TABLE supplied_rows (
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    content TEXT NOT NULL,
    offered INTEGER NOT NULL DEFAULT 0
        CONSTRAINT offered_flag CHECK (offered IN (0, 1)),
    PRIMARY KEY (table_name, row_key)
) STRICT
-- statement

CREATE TABLE catalog_facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT
-- statement
