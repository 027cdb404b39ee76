-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accelerators of other kinds in the same machine, "rtx-3090*2; rtx-5090": ids of accelerators, read
-- by core/catalog/hardware_rows.cpp. NULL in machines whose accelerators are alike.

ALTER TABLE machines ADD COLUMN further_accelerators TEXT
-- statement
