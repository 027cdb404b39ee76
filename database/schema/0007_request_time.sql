-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The fixed cost of a request before its prompt is read (docs/serving.md 2), read by
-- core/catalog/hardware_rows.cpp as request_us.

ALTER TABLE speed_classes ADD COLUMN request_us REAL
    CONSTRAINT request_us_not_negative CHECK (request_us >= 0)
-- statement

-- The formulas that use the parameters have changed and the supplied ones were refitted: rows that
-- the user has not touched take the new values, and engines and backends of their own arrive. On an
-- empty table, that of a new catalog, nothing happens: the supplied rows follow.
UPDATE speed_classes SET weight_efficiency = 0.922,
    expert_efficiency = 0.278,
    cache_efficiency = 0.566,
    layer_us = 26.9,
    step_us = 185,
    prefill_efficiency = 0.446,
    expert_prefill_efficiency = 0.0971,
    attention_efficiency = 0.452,
    batch_efficiency = 0.0806,
    spread = 0.222,
    rows = 125,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'geforce-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.739,
    expert_efficiency = 0.71,
    cache_efficiency = 0.95,
    layer_us = 18.2,
    step_us = 362,
    prefill_efficiency = 0.85,
    expert_prefill_efficiency = 0.367,
    attention_efficiency = 0.294,
    batch_efficiency = 0.85,
    spread = 0.226,
    rows = 354,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models). Most rows come from RTX 3090 cards capped at 220 W.'
    WHERE id = 'geforce-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.899,
    expert_efficiency = 0.7,
    cache_efficiency = 0.488,
    layer_us = 19.9,
    step_us = 200,
    prefill_efficiency = 0.242,
    expert_prefill_efficiency = 0.111,
    attention_efficiency = 0.3,
    batch_efficiency = 0.0905,
    spread = 0.169,
    rows = 7,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'workstation-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.796,
    expert_efficiency = 0.95,
    cache_efficiency = 0.95,
    layer_us = 47.8,
    step_us = 561,
    prefill_efficiency = 0.385,
    expert_prefill_efficiency = 0.353,
    attention_efficiency = 0.392,
    batch_efficiency = 0.484,
    spread = 0.284,
    rows = 45,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'workstation-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.586,
    expert_efficiency = 0.4,
    cache_efficiency = 0.384,
    layer_us = 52.4,
    step_us = 297,
    prefill_efficiency = 0.376,
    expert_prefill_efficiency = 0.111,
    attention_efficiency = 0.301,
    batch_efficiency = 0.0862,
    spread = 0.19,
    rows = 7,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'hbm-ampere-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.75,
    expert_efficiency = 0.55,
    cache_efficiency = 0.6,
    layer_us = 25,
    step_us = 800,
    prefill_efficiency = 0.5,
    expert_prefill_efficiency = 0.201,
    attention_efficiency = 0.4,
    batch_efficiency = 0.3,
    spread = 0.821,
    rows = 14,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'hbm-ampere-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.4,
    cache_efficiency = 0.4,
    layer_us = 80,
    step_us = 300,
    prefill_efficiency = 0.222,
    expert_prefill_efficiency = 0.0889,
    attention_efficiency = 0.25,
    batch_efficiency = 0.0667,
    spread = 0.35,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. Fixed cost from 0.6B and 1.7B models on H100 servers: 80-90 us a layer.'
    WHERE id = 'hbm-hopper-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.95,
    expert_efficiency = 0.927,
    cache_efficiency = 0.487,
    layer_us = 49.9,
    step_us = 678,
    prefill_efficiency = 0.588,
    expert_prefill_efficiency = 0.306,
    attention_efficiency = 0.475,
    batch_efficiency = 0.442,
    spread = 0.296,
    rows = 294,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'hbm-hopper-vllm' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-hopper-sglang',
    'hbm-hopper',
    'sglang',
    'cuda',
    0.95,
    0.95,
    0.655,
    54.6,
    825,
    0.461,
    0.0361,
    0.396,
    0.321,
    0.364,
    65,
    3.07e+04,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-hopper-trt-llm',
    'hbm-hopper',
    'trt-llm',
    'cuda',
    0.826,
    0.95,
    0.767,
    26.5,
    1.03e+03,
    0.594,
    0.0939,
    0.419,
    0.346,
    0.359,
    58,
    2.93e+04,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

UPDATE speed_classes SET weight_efficiency = 0.55,
    expert_efficiency = 0.35,
    cache_efficiency = 0.4,
    layer_us = 80,
    step_us = 300,
    prefill_efficiency = 0.178,
    expert_prefill_efficiency = 0.0667,
    attention_efficiency = 0.2,
    batch_efficiency = 0.0444,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. No rows: Hopper values, slightly lower shares of a larger peak.'
    WHERE id = 'hbm-blackwell-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.845,
    expert_efficiency = 0.708,
    cache_efficiency = 0.754,
    layer_us = 32.7,
    step_us = 1.16e+03,
    prefill_efficiency = 0.757,
    expert_prefill_efficiency = 0.0819,
    attention_efficiency = 0.392,
    batch_efficiency = 0.635,
    spread = 0.269,
    rows = 108,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'hbm-blackwell-vllm' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-blackwell-sglang',
    'hbm-blackwell',
    'sglang',
    'cuda',
    0.674,
    0.65,
    0.658,
    66,
    885,
    0.383,
    0.0814,
    0.349,
    0.26,
    0.273,
    41,
    1.2e+05,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-blackwell-trt-llm',
    'hbm-blackwell',
    'trt-llm',
    'cuda',
    0.661,
    0.95,
    0.95,
    17.6,
    685,
    0.238,
    0.0963,
    0.328,
    0.318,
    0.365,
    17,
    2.9e+04,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'low',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models). Few figures: parameters that none identifies stay near their start.'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

UPDATE speed_classes SET weight_efficiency = 0.5,
    expert_efficiency = 0.35,
    cache_efficiency = 0.3,
    layer_us = 80,
    step_us = 300,
    prefill_efficiency = 0.15,
    expert_prefill_efficiency = 0.05,
    attention_efficiency = 0.2,
    batch_efficiency = 0.04,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'cdna-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.65,
    expert_efficiency = 0.45,
    cache_efficiency = 0.5,
    layer_us = 35,
    step_us = 1e+03,
    prefill_efficiency = 0.35,
    expert_prefill_efficiency = 0.12,
    attention_efficiency = 0.3,
    batch_efficiency = 0.25,
    spread = 0.35,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'cdna-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.7,
    expert_efficiency = 0.55,
    cache_efficiency = 0.4,
    layer_us = 40,
    step_us = 300,
    prefill_efficiency = 0.4,
    expert_prefill_efficiency = 0.12,
    attention_efficiency = 0.2,
    batch_efficiency = 0.1,
    spread = 0.35,
    rows = 2,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'radeon-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.65,
    expert_efficiency = 0.5,
    cache_efficiency = 0.4,
    layer_us = 40,
    step_us = 800,
    prefill_efficiency = 0.35,
    expert_prefill_efficiency = 0.15,
    attention_efficiency = 0.3,
    batch_efficiency = 0.2,
    spread = 0.35,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. R9700 series: tensor parallel 1.5-1.8 times one card.'
    WHERE id = 'radeon-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.798,
    expert_efficiency = 0.488,
    cache_efficiency = 0.341,
    layer_us = 61.1,
    step_us = 381,
    prefill_efficiency = 0.614,
    expert_prefill_efficiency = 0.679,
    attention_efficiency = 0.464,
    batch_efficiency = 0.142,
    spread = 0.136,
    rows = 131,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'apple-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.95,
    expert_efficiency = 0.771,
    cache_efficiency = 0.774,
    layer_us = 48.9,
    step_us = 772,
    prefill_efficiency = 0.793,
    expert_prefill_efficiency = 0.708,
    attention_efficiency = 0.63,
    batch_efficiency = 0.738,
    spread = 0.214,
    rows = 68,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'apple-mlx' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.831,
    expert_efficiency = 0.95,
    cache_efficiency = 0.695,
    layer_us = 47.9,
    step_us = 296,
    prefill_efficiency = 0.279,
    expert_prefill_efficiency = 0.222,
    attention_efficiency = 0.35,
    batch_efficiency = 0.224,
    spread = 0.156,
    rows = 76,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'gb10-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.712,
    expert_efficiency = 0.797,
    cache_efficiency = 0.396,
    layer_us = 60.5,
    step_us = 865,
    prefill_efficiency = 0.34,
    expert_prefill_efficiency = 0.0607,
    attention_efficiency = 0.312,
    batch_efficiency = 0.349,
    spread = 0.313,
    rows = 60,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models).'
    WHERE id = 'gb10-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.857,
    expert_efficiency = 0.95,
    cache_efficiency = 0.826,
    layer_us = 34.2,
    step_us = 751,
    prefill_efficiency = 0.111,
    expert_prefill_efficiency = 0.123,
    attention_efficiency = 0.159,
    batch_efficiency = 0.171,
    spread = 0.452,
    rows = 16,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'strix-halo-llama.cpp' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'strix-halo-llama.cpp-rocm',
    'strix-halo',
    'llama.cpp',
    'rocm',
    0.874,
    0.68,
    0.623,
    36,
    766,
    0.224,
    0.173,
    0.206,
    0.138,
    0.398,
    26,
    5e+03,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'low',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted figures themselves (headroom-accuracy --held-out: unseen devices and models). Few figures: parameters that none identifies stay near their start.'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.45,
    cache_efficiency = 0.35,
    layer_us = 60,
    step_us = 1.5e+03,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.1,
    attention_efficiency = 0.2,
    batch_efficiency = 0.15,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. No rows: llama.cpp values lowered.'
    WHERE id = 'strix-halo-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.65,
    expert_efficiency = 0.3,
    cache_efficiency = 0.3,
    layer_us = 60,
    step_us = 500,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.08,
    attention_efficiency = 0.2,
    batch_efficiency = 0.08,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'arc-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.35,
    cache_efficiency = 0.35,
    layer_us = 60,
    step_us = 1e+03,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.1,
    attention_efficiency = 0.2,
    batch_efficiency = 0.2,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. No rows.'
    WHERE id = 'arc-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.55,
    expert_efficiency = 0.35,
    cache_efficiency = 0.3,
    layer_us = 80,
    step_us = 800,
    prefill_efficiency = 0.267,
    expert_prefill_efficiency = 0.111,
    attention_efficiency = 0.2,
    batch_efficiency = 0.111,
    spread = 0.5,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Any device outside the measured classes: low shares, widest range.'
    WHERE id = 'other-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.55,
    expert_efficiency = 0.35,
    cache_efficiency = 0.4,
    layer_us = 60,
    step_us = 1e+03,
    prefill_efficiency = 0.3,
    expert_prefill_efficiency = 0.1,
    attention_efficiency = 0.3,
    batch_efficiency = 0.2,
    spread = 0.5,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Any device outside the measured classes: low shares, widest range.'
    WHERE id = 'other-vllm' AND changed_by = 'seed'
-- statement
