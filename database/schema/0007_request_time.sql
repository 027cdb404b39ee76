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
    expert_efficiency = 0.765,
    cache_efficiency = 0.51,
    layer_us = 32.3,
    step_us = 128,
    prefill_efficiency = 0.419,
    expert_prefill_efficiency = 0.237,
    attention_efficiency = 0.453,
    batch_efficiency = 0.0835,
    request_us = 5e+03,
    spread = 0.269,
    rows = 125,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'geforce-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.759,
    expert_efficiency = 0.623,
    cache_efficiency = 0.95,
    layer_us = 10.3,
    step_us = 458,
    prefill_efficiency = 0.85,
    expert_prefill_efficiency = 0.53,
    attention_efficiency = 0.533,
    batch_efficiency = 0.818,
    request_us = 6.49e+03,
    spread = 0.162,
    rows = 354,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Most rows come from RTX 3090 cards capped at 220 W.'
    WHERE id = 'geforce-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.899,
    expert_efficiency = 0.701,
    cache_efficiency = 0.488,
    layer_us = 20,
    step_us = 128,
    prefill_efficiency = 0.242,
    expert_prefill_efficiency = 0.15,
    attention_efficiency = 0.34,
    batch_efficiency = 0.0901,
    request_us = 5e+03,
    spread = 0.189,
    rows = 7,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'workstation-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.95,
    expert_efficiency = 0.95,
    cache_efficiency = 0.728,
    layer_us = 52.4,
    step_us = 458,
    prefill_efficiency = 0.528,
    expert_prefill_efficiency = 0.299,
    attention_efficiency = 0.533,
    batch_efficiency = 0.28,
    request_us = 2.02e+04,
    spread = 0.304,
    rows = 45,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'workstation-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.584,
    expert_efficiency = 0.399,
    cache_efficiency = 0.384,
    layer_us = 52.1,
    step_us = 191,
    prefill_efficiency = 0.374,
    expert_prefill_efficiency = 0.25,
    attention_efficiency = 0.34,
    batch_efficiency = 0.0865,
    request_us = 5e+03,
    spread = 0.285,
    rows = 7,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'hbm-ampere-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.501,
    expert_efficiency = 0.427,
    cache_efficiency = 0.6,
    layer_us = 25.9,
    step_us = 733,
    prefill_efficiency = 0.582,
    expert_prefill_efficiency = 0.264,
    attention_efficiency = 0.533,
    batch_efficiency = 0.338,
    request_us = 2e+04,
    spread = 0.658,
    rows = 14,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'hbm-ampere-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.41,
    cache_efficiency = 0.4,
    layer_us = 80,
    step_us = 191,
    prefill_efficiency = 0.222,
    expert_prefill_efficiency = 0.143,
    attention_efficiency = 0.283,
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
    expert_efficiency = 0.736,
    cache_efficiency = 0.442,
    layer_us = 47.7,
    step_us = 733,
    prefill_efficiency = 0.827,
    expert_prefill_efficiency = 0.346,
    attention_efficiency = 0.533,
    batch_efficiency = 0.217,
    request_us = 2.95e+04,
    spread = 0.277,
    rows = 294,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'hbm-hopper-vllm' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-hopper-sglang',
    'hbm-hopper',
    'sglang',
    'cuda',
    0.95,
    0.809,
    0.606,
    53.8,
    733,
    0.0959,
    0.0362,
    0.533,
    0.293,
    0.408,
    65,
    2.56e+04,
    'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
    ON CONFLICT (id) DO NOTHING
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-hopper-trt-llm',
    'hbm-hopper',
    'trt-llm',
    'cuda',
    0.782,
    0.606,
    0.707,
    29.8,
    733,
    0.588,
    0.222,
    0.533,
    0.182,
    0.299,
    58,
    2.85e+04,
    'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
    ON CONFLICT (id) DO NOTHING
-- statement

UPDATE speed_classes SET weight_efficiency = 0.55,
    expert_efficiency = 0.359,
    cache_efficiency = 0.4,
    layer_us = 80,
    step_us = 191,
    prefill_efficiency = 0.178,
    expert_prefill_efficiency = 0.107,
    attention_efficiency = 0.227,
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

UPDATE speed_classes SET weight_efficiency = 0.785,
    expert_efficiency = 0.586,
    cache_efficiency = 0.633,
    layer_us = 37.3,
    step_us = 733,
    prefill_efficiency = 0.85,
    expert_prefill_efficiency = 0.289,
    attention_efficiency = 0.467,
    batch_efficiency = 0.188,
    request_us = 4.09e+04,
    spread = 0.392,
    rows = 108,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'hbm-blackwell-vllm' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-blackwell-sglang',
    'hbm-blackwell',
    'sglang',
    'cuda',
    0.663,
    0.495,
    0.654,
    66.1,
    733,
    0.264,
    0.0899,
    0.467,
    0.253,
    0.385,
    41,
    9.78e+04,
    'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'medium',
    'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
    ON CONFLICT (id) DO NOTHING
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'hbm-blackwell-trt-llm',
    'hbm-blackwell',
    'trt-llm',
    'cuda',
    0.743,
    0.555,
    0.866,
    21.3,
    733,
    0.492,
    0.167,
    0.467,
    0.256,
    0.288,
    17,
    2.19e+04,
    'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'low',
    'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
    ON CONFLICT (id) DO NOTHING
-- statement

UPDATE speed_classes SET weight_efficiency = 0.5,
    expert_efficiency = 0.359,
    cache_efficiency = 0.3,
    layer_us = 80,
    step_us = 191,
    prefill_efficiency = 0.15,
    expert_prefill_efficiency = 0.0804,
    attention_efficiency = 0.227,
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
    expert_efficiency = 0.523,
    cache_efficiency = 0.5,
    layer_us = 35,
    step_us = 916,
    prefill_efficiency = 0.35,
    expert_prefill_efficiency = 0.136,
    attention_efficiency = 0.4,
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
    expert_efficiency = 0.564,
    cache_efficiency = 0.4,
    layer_us = 40,
    step_us = 191,
    prefill_efficiency = 0.4,
    expert_prefill_efficiency = 0.193,
    attention_efficiency = 0.227,
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
    expert_efficiency = 0.581,
    cache_efficiency = 0.4,
    layer_us = 40,
    step_us = 733,
    prefill_efficiency = 0.35,
    expert_prefill_efficiency = 0.17,
    attention_efficiency = 0.4,
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
    expert_efficiency = 0.548,
    cache_efficiency = 0.328,
    layer_us = 65.6,
    step_us = 319,
    prefill_efficiency = 0.659,
    expert_prefill_efficiency = 0.733,
    attention_efficiency = 0.453,
    batch_efficiency = 0.142,
    request_us = 5e+03,
    spread = 0.267,
    rows = 131,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
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
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'apple-mlx' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.848,
    expert_efficiency = 0.818,
    cache_efficiency = 0.693,
    layer_us = 35.7,
    step_us = 191,
    prefill_efficiency = 0.329,
    expert_prefill_efficiency = 0.207,
    attention_efficiency = 0.34,
    batch_efficiency = 0.224,
    request_us = 5e+03,
    spread = 0.26,
    rows = 76,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'gb10-llama.cpp' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.727,
    expert_efficiency = 0.687,
    cache_efficiency = 0.32,
    layer_us = 52.9,
    step_us = 733,
    prefill_efficiency = 0.2,
    expert_prefill_efficiency = 0.101,
    attention_efficiency = 0.4,
    batch_efficiency = 0.35,
    request_us = 2.01e+04,
    spread = 0.373,
    rows = 60,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'medium',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7).'
    WHERE id = 'gb10-vllm' AND changed_by = 'seed'
-- statement

UPDATE speed_classes SET weight_efficiency = 0.888,
    expert_efficiency = 0.732,
    cache_efficiency = 0.938,
    layer_us = 29.5,
    step_us = 510,
    prefill_efficiency = 0.109,
    expert_prefill_efficiency = 0.0704,
    attention_efficiency = 0.227,
    batch_efficiency = 0.162,
    request_us = 5e+03,
    spread = 0.46,
    rows = 16,
    source = 'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    date = '2026-11-26',
    confidence = 'low',
    notes = 'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE id = 'strix-halo-llama.cpp' AND changed_by = 'seed'
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, request_us, source, date, confidence, notes)
    SELECT 'strix-halo-llama.cpp-rocm',
    'strix-halo',
    'llama.cpp',
    'rocm',
    0.878,
    0.724,
    0.587,
    37.1,
    510,
    0.285,
    0.184,
    0.227,
    0.138,
    0.406,
    26,
    5e+03,
    'Published measurements in resources/validation (speed.csv, serving.csv), refitted by fit-speed-classes',
    '2026-11-26',
    'low',
    'Fitted by class, never by device or model, from resources/validation/speed_fit_start.csv; spread is that of devices and models left out of the fit; expert ratios, step_us and attention are shared by engines (docs/speed.md 7). Few figures: parameters that none identifies stay near their start.'
    WHERE EXISTS (SELECT 1 FROM speed_classes)
    ON CONFLICT (id) DO NOTHING
-- statement

UPDATE speed_classes SET weight_efficiency = 0.6,
    expert_efficiency = 0.523,
    cache_efficiency = 0.35,
    layer_us = 60,
    step_us = 1.37e+03,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.113,
    attention_efficiency = 0.267,
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
    expert_efficiency = 0.308,
    cache_efficiency = 0.3,
    layer_us = 60,
    step_us = 319,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.129,
    attention_efficiency = 0.227,
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
    expert_efficiency = 0.407,
    cache_efficiency = 0.35,
    layer_us = 60,
    step_us = 916,
    prefill_efficiency = 0.25,
    expert_prefill_efficiency = 0.113,
    attention_efficiency = 0.267,
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
    expert_efficiency = 0.359,
    cache_efficiency = 0.3,
    layer_us = 80,
    step_us = 510,
    prefill_efficiency = 0.267,
    expert_prefill_efficiency = 0.178,
    attention_efficiency = 0.227,
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
    expert_efficiency = 0.407,
    cache_efficiency = 0.4,
    layer_us = 60,
    step_us = 916,
    prefill_efficiency = 0.3,
    expert_prefill_efficiency = 0.113,
    attention_efficiency = 0.4,
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
