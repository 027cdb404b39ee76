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
    cache_efficiency = 0.512,
    layer_us = 32.4,
    step_us = 126,
    prefill_efficiency = 0.421,
    expert_prefill_efficiency = 0.244,
    attention_efficiency = 0.448,
    batch_efficiency = 0.0835,
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
    expert_prefill_efficiency = 0.574,
    attention_efficiency = 0.554,
    batch_efficiency = 0.811,
    request_us = 6.5e+03,
    spread = 0.166,
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
    expert_prefill_efficiency = 0.153,
    attention_efficiency = 0.336,
    batch_efficiency = 0.09,
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
    cache_efficiency = 0.72,
    layer_us = 52.1,
    step_us = 476,
    prefill_efficiency = 0.551,
    expert_prefill_efficiency = 0.286,
    attention_efficiency = 0.554,
    batch_efficiency = 0.279,
    request_us = 2e+04,
    spread = 0.326,
    rows = 45,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'workstation-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.586,
    expert_efficiency = 0.396,
    cache_efficiency = 0.382,
    layer_us = 52.6,
    step_us = 189,
    prefill_efficiency = 0.374,
    expert_prefill_efficiency = 0.256,
    attention_efficiency = 0.336,
    batch_efficiency = 0.0858,
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
    prefill_efficiency = 0.31,
    expert_prefill_efficiency = 0.129,
    attention_efficiency = 0.554,
    batch_efficiency = 0.282,
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
    expert_prefill_efficiency = 0.147,
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
    prefill_efficiency = 0.731,
    expert_prefill_efficiency = 0.36,
    attention_efficiency = 0.554,
    batch_efficiency = 0.224,
    request_us = 3.95e+04,
    spread = 0.265,
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
    0.769,
    0.617,
    51.3,
    761,
    0.108,
    0.0373,
    0.554,
    0.29,
    0.386,
    65,
    2.64e+04,
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
    0.784,
    0.615,
    0.716,
    29.3,
    761,
    0.564,
    0.195,
    0.554,
    0.17,
    0.29,
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
    expert_prefill_efficiency = 0.11,
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

UPDATE speed_classes SET weight_efficiency = 0.781,
    expert_efficiency = 0.591,
    cache_efficiency = 0.632,
    layer_us = 37,
    step_us = 761,
    prefill_efficiency = 0.85,
    expert_prefill_efficiency = 0.265,
    attention_efficiency = 0.484,
    batch_efficiency = 0.19,
    request_us = 4.07e+04,
    spread = 0.388,
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
    0.665,
    0.503,
    0.66,
    65.8,
    761,
    0.259,
    0.0805,
    0.484,
    0.253,
    0.376,
    41,
    9.61e+04,
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
    0.717,
    0.701,
    0.903,
    20.3,
    761,
    0.357,
    0.111,
    0.484,
    0.273,
    0.323,
    17,
    3.15e+04,
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
    expert_prefill_efficiency = 0.0824,
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
    expert_prefill_efficiency = 0.125,
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
    expert_prefill_efficiency = 0.198,
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
    expert_prefill_efficiency = 0.156,
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
    cache_efficiency = 0.33,
    layer_us = 64.9,
    step_us = 315,
    prefill_efficiency = 0.651,
    expert_prefill_efficiency = 0.743,
    attention_efficiency = 0.448,
    batch_efficiency = 0.142,
    request_us = 5e+03,
    spread = 0.257,
    rows = 131,
    source = 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'apple-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.903,
    expert_efficiency = 0.755,
    cache_efficiency = 0.765,
    layer_us = 58.1,
    step_us = 638,
    prefill_efficiency = 0.781,
    expert_prefill_efficiency = 0.753,
    attention_efficiency = 0.627,
    batch_efficiency = 0.589,
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
    prefill_efficiency = 0.33,
    expert_prefill_efficiency = 0.212,
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

UPDATE speed_classes SET weight_efficiency = 0.72,
    expert_efficiency = 0.689,
    cache_efficiency = 0.323,
    layer_us = 51.8,
    step_us = 761,
    prefill_efficiency = 0.206,
    expert_prefill_efficiency = 0.0949,
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
    expert_prefill_efficiency = 0.0747,
    attention_efficiency = 0.224,
    batch_efficiency = 0.167,
    request_us = 5e+03,
    spread = 0.497,
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
    0.591,
    36.9,
    504,
    0.241,
    0.159,
    0.224,
    0.138,
    0.398,
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
    expert_prefill_efficiency = 0.104,
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
    expert_prefill_efficiency = 0.132,
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
    expert_prefill_efficiency = 0.104,
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
    expert_prefill_efficiency = 0.183,
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
    expert_prefill_efficiency = 0.104,
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
