-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which engine runs which format on which device (docs/support.md 1), the target that compilers know a device by, and
-- the bandwidth of host memory.

CREATE TABLE engine_support (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    engine TEXT NOT NULL
        CONSTRAINT engine_not_empty CHECK (trim(engine) <> ''),
    kind TEXT NOT NULL
        CONSTRAINT kind_known CHECK (kind IN ('weights', 'kv')),
    device_family TEXT NOT NULL
        CONSTRAINT device_family_not_empty CHECK (trim(device_family) <> ''),
    compute_targets TEXT,
    min_capability REAL
        CONSTRAINT min_capability_not_negative CHECK (min_capability >= 0),
    max_capability REAL
        CONSTRAINT max_capability_not_negative CHECK (max_capability >= 0),
    formats TEXT NOT NULL
        CONSTRAINT formats_not_empty CHECK (trim(formats) <> ''),
    verdict TEXT NOT NULL
        CONSTRAINT verdict_known CHECK (verdict IN ('native', 'slow', 'emulated', 'unsupported', 'unknown')),
    decode_share REAL
        CONSTRAINT decode_share_share CHECK (decode_share > 0 AND decode_share <= 1),
    prefill_share REAL
        CONSTRAINT prefill_share_share CHECK (prefill_share > 0 AND prefill_share <= 1),
    reason TEXT,
    remedy TEXT,
    source TEXT,
    date TEXT
        CONSTRAINT date_date CHECK (date GLOB '[12][0-9][0-9][0-9]'
            OR date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    confidence TEXT
        CONSTRAINT confidence_known CHECK (confidence IN ('high', 'medium', 'low')),
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (id)
) STRICT
-- statement

ALTER TABLE accelerators ADD COLUMN compute_target TEXT
-- statement

ALTER TABLE machines ADD COLUMN system_ram_bandwidth_gb_s REAL
    CONSTRAINT system_ram_bandwidth_gb_s_positive CHECK (system_ram_bandwidth_gb_s > 0)
-- statement
