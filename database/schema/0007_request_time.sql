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
UPDATE speed_classes SET weight_efficiency = 0.935,
    expert_efficiency = 0.756,
    cache_efficiency = 0.51,
    layer_us = 32.3,
    step_us = 126,
    prefill_efficiency = 0.421,
    expert_prefill_efficiency = 0.247,
    attention_efficiency = 0.448,
    batch_efficiency = 0.0833,
    request_us = 5e+03,
    spread = 0.269,
    rows = 125,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'geforce-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.762,
    expert_efficiency = 0.633,
    cache_efficiency = 0.95,
    layer_us = 10.3,
    step_us = 476,
    prefill_efficiency = 0.85,
    expert_prefill_efficiency = 0.527,
    attention_efficiency = 0.554,
    batch_efficiency = 0.815,
    request_us = 6.5e+03,
    spread = 0.165,
    rows = 354,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Most rows come from RTX 3090 cards capped at 220 W.'
    WHERE id = 'geforce-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.899,
    expert_efficiency = 0.693,
    cache_efficiency = 0.488,
    layer_us = 20,
    step_us = 126,
    prefill_efficiency = 0.242,
    expert_prefill_efficiency = 0.155,
    attention_efficiency = 0.336,
    batch_efficiency = 0.0902,
    request_us = 5e+03,
    spread = 0.189,
    rows = 7,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'workstation-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.95,
    expert_efficiency = 0.95,
    cache_efficiency = 0.723,
    layer_us = 52.2,
    step_us = 476,
    prefill_efficiency = 0.556,
    expert_prefill_efficiency = 0.285,
    attention_efficiency = 0.554,
    batch_efficiency = 0.276,
    request_us = 2e+04,
    spread = 0.305,
    rows = 45,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'workstation-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.586,
    expert_efficiency = 0.396,
    cache_efficiency = 0.383,
    layer_us = 52.9,
    step_us = 189,
    prefill_efficiency = 0.374,
    expert_prefill_efficiency = 0.26,
    attention_efficiency = 0.336,
    batch_efficiency = 0.0859,
    request_us = 5e+03,
    spread = 0.285,
    rows = 7,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'hbm-ampere-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.78,
    expert_efficiency = 0.673,
    cache_efficiency = 0.592,
    layer_us = 25,
    step_us = 761,
    prefill_efficiency = 0.313,
    expert_prefill_efficiency = 0.128,
    attention_efficiency = 0.554,
    batch_efficiency = 0.283,
    request_us = 2e+04,
    spread = 0.666,
    rows = 14,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'hbm-ampere-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.405,
    cache_efficiency = 0.4,
    layer_us = 80,
    step_us = 189,
    prefill_efficiency = 0.222,
    expert_prefill_efficiency = 0.148,
    attention_efficiency = 0.28,
    batch_efficiency = 0.0667,
    request_us = 5e+03,
    spread = 0.35,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. Fixed cost from 0.6B and 1.7B models on H100 servers: 80-90 us a layer.'
    WHERE id = 'hbm-hopper-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.95,
    expert_efficiency = 0.745,
    cache_efficiency = 0.438,
    layer_us = 47.8,
    step_us = 761,
    prefill_efficiency = 0.824,
    expert_prefill_efficiency = 0.348,
    attention_efficiency = 0.554,
    batch_efficiency = 0.216,
    request_us = 3.94e+04,
    spread = 0.266,
    rows = 294,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'hbm-hopper-vllm' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-hopper-sglang',
    'hbm-hopper',
    'sglang',
    'cuda',
    0.95,
    0.82,
    0.595,
    54.3,
    761,
    0.107,
    0.0366,
    0.554,
    0.293,
    0.386,
    65,
    2.62e+04,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-hopper-trt-llm',
    'hbm-hopper',
    'trt-llm',
    'cuda',
    0.779,
    0.611,
    0.716,
    28.9,
    761,
    0.567,
    0.194,
    0.554,
    0.17,
    0.285,
    58,
    2.84e+04,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

UPDATE speed_classes SET weight_efficiency = 0.55,
    expert_efficiency = 0.354,
    cache_efficiency = 0.4,
    layer_us = 80,
    step_us = 189,
    prefill_efficiency = 0.178,
    expert_prefill_efficiency = 0.111,
    attention_efficiency = 0.224,
    batch_efficiency = 0.0444,
    request_us = 5e+03,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. No rows: Hopper values, slightly lower shares of a larger peak.'
    WHERE id = 'hbm-blackwell-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.784,
    expert_efficiency = 0.593,
    cache_efficiency = 0.631,
    layer_us = 37.3,
    step_us = 761,
    prefill_efficiency = 0.85,
    expert_prefill_efficiency = 0.261,
    attention_efficiency = 0.484,
    batch_efficiency = 0.19,
    request_us = 4.05e+04,
    spread = 0.389,
    rows = 108,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'hbm-blackwell-vllm' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-blackwell-sglang',
    'hbm-blackwell',
    'sglang',
    'cuda',
    0.666,
    0.504,
    0.66,
    65.8,
    761,
    0.258,
    0.0793,
    0.484,
    0.253,
    0.379,
    41,
    9.56e+04,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-blackwell-trt-llm',
    'hbm-blackwell',
    'trt-llm',
    'cuda',
    0.776,
    0.587,
    0.875,
    21.6,
    761,
    0.375,
    0.115,
    0.484,
    0.265,
    0.319,
    17,
    3.08e+04,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'low',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

UPDATE speed_classes SET weight_efficiency = 0.5,
    expert_efficiency = 0.354,
    cache_efficiency = 0.3,
    layer_us = 80,
    step_us = 189,
    prefill_efficiency = 0.15,
    expert_prefill_efficiency = 0.0835,
    attention_efficiency = 0.224,
    batch_efficiency = 0.04,
    request_us = 5e+03,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'cdna-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.65,
    expert_efficiency = 0.529,
    cache_efficiency = 0.5,
    layer_us = 35,
    step_us = 951,
    prefill_efficiency = 0.35,
    expert_prefill_efficiency = 0.123,
    attention_efficiency = 0.415,
    batch_efficiency = 0.25,
    request_us = 2e+04,
    spread = 0.35,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'cdna-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.7,
    expert_efficiency = 0.557,
    cache_efficiency = 0.4,
    layer_us = 40,
    step_us = 189,
    prefill_efficiency = 0.4,
    expert_prefill_efficiency = 0.2,
    attention_efficiency = 0.224,
    batch_efficiency = 0.1,
    request_us = 5e+03,
    spread = 0.321,
    rows = 2,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'radeon-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.65,
    expert_efficiency = 0.588,
    cache_efficiency = 0.4,
    layer_us = 40,
    step_us = 761,
    prefill_efficiency = 0.35,
    expert_prefill_efficiency = 0.154,
    attention_efficiency = 0.415,
    batch_efficiency = 0.2,
    request_us = 2e+04,
    spread = 0.35,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. R9700 series: tensor parallel 1.5-1.8 times one card.'
    WHERE id = 'radeon-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.757,
    expert_efficiency = 0.541,
    cache_efficiency = 0.329,
    layer_us = 64.9,
    step_us = 315,
    prefill_efficiency = 0.648,
    expert_prefill_efficiency = 0.749,
    attention_efficiency = 0.448,
    batch_efficiency = 0.142,
    request_us = 5e+03,
    spread = 0.256,
    rows = 131,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'apple-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.904,
    expert_efficiency = 0.756,
    cache_efficiency = 0.767,
    layer_us = 58.5,
    step_us = 638,
    prefill_efficiency = 0.781,
    expert_prefill_efficiency = 0.753,
    attention_efficiency = 0.627,
    batch_efficiency = 0.588,
    request_us = 5e+03,
    spread = 0.395,
    rows = 68,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'apple-mlx' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.848,
    expert_efficiency = 0.808,
    cache_efficiency = 0.693,
    layer_us = 34.3,
    step_us = 189,
    prefill_efficiency = 0.327,
    expert_prefill_efficiency = 0.213,
    attention_efficiency = 0.336,
    batch_efficiency = 0.224,
    request_us = 5e+03,
    spread = 0.26,
    rows = 76,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'gb10-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.721,
    expert_efficiency = 0.689,
    cache_efficiency = 0.323,
    layer_us = 52.1,
    step_us = 761,
    prefill_efficiency = 0.208,
    expert_prefill_efficiency = 0.0947,
    attention_efficiency = 0.415,
    batch_efficiency = 0.35,
    request_us = 2.02e+04,
    spread = 0.381,
    rows = 60,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'gb10-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.875,
    expert_efficiency = 0.713,
    cache_efficiency = 0.95,
    layer_us = 31.5,
    step_us = 504,
    prefill_efficiency = 0.113,
    expert_prefill_efficiency = 0.0756,
    attention_efficiency = 0.224,
    batch_efficiency = 0.167,
    request_us = 5e+03,
    spread = 0.464,
    rows = 16,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'strix-halo-llama.cpp' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'strix-halo-llama.cpp-rocm',
    'strix-halo',
    'llama.cpp',
    'rocm',
    0.878,
    0.715,
    0.593,
    37.1,
    504,
    0.24,
    0.16,
    0.224,
    0.138,
    0.399,
    26,
    5e+03,
    'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'low',
    'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.529,
    cache_efficiency = 0.35,
    layer_us = 60,
    step_us = 1.43e+03,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.103,
    attention_efficiency = 0.277,
    batch_efficiency = 0.15,
    request_us = 2e+04,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. No rows: llama.cpp values lowered.'
    WHERE id = 'strix-halo-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.65,
    expert_efficiency = 0.304,
    cache_efficiency = 0.3,
    layer_us = 60,
    step_us = 315,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.134,
    attention_efficiency = 0.224,
    batch_efficiency = 0.08,
    request_us = 5e+03,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class.'
    WHERE id = 'arc-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.412,
    cache_efficiency = 0.35,
    layer_us = 60,
    step_us = 951,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.103,
    attention_efficiency = 0.277,
    batch_efficiency = 0.2,
    request_us = 2e+04,
    spread = 0.4,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Too few rows to fit: taken from the documented medians of this class. No rows.'
    WHERE id = 'arc-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.55,
    expert_efficiency = 0.354,
    cache_efficiency = 0.3,
    layer_us = 80,
    step_us = 504,
    prefill_efficiency = 0.267,
    expert_prefill_efficiency = 0.185,
    attention_efficiency = 0.224,
    batch_efficiency = 0.111,
    request_us = 5e+03,
    spread = 0.5,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Any device outside the measured classes: low shares, widest range.'
    WHERE id = 'other-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.55,
    expert_efficiency = 0.412,
    cache_efficiency = 0.4,
    layer_us = 60,
    step_us = 951,
    prefill_efficiency = 0.3,
    expert_prefill_efficiency = 0.103,
    attention_efficiency = 0.415,
    batch_efficiency = 0.2,
    request_us = 2e+04,
    spread = 0.5,
    rows = 0,
    source = 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4',
    date = '2026-11-22',
    confidence = 'low',
    notes = 'Any device outside the measured classes: low shares, widest range.'
    WHERE id = 'other-vllm' AND changed_by = 'seed'
-- statement
