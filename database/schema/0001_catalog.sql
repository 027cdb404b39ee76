-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The catalog: one table per kind of thing, with the columns of database/seed/<table>.csv by name.
-- Unknown is NULL, never zero. Units are in the column names.
--
-- Format of this folder: NNNN_name.sql is migration NNNN. Each runs in one transaction together
-- with PRAGMA user_version = NNNN, so schema and version cannot diverge. Qt executes one statement
-- at a time, therefore a line that reads "-- statement" ends each statement.
--
-- Constraint names are <column>_<rule>; database/constraint_text.cpp turns the rule into a sentence
-- that names the column. Rules: not_empty, not_negative, positive, share, flag, date, known.

CREATE TABLE weight_formats (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    family TEXT NOT NULL
        CONSTRAINT family_not_empty CHECK (trim(family) <> ''),
    bits_per_weight_nominal REAL
        CONSTRAINT bits_per_weight_nominal_positive CHECK (bits_per_weight_nominal > 0),
    block_size TEXT,
    bytes_per_block REAL
        CONSTRAINT bytes_per_block_not_negative CHECK (bytes_per_block >= 0),
    base_tensor_type TEXT,
    typical_bpw_llama31_8b REAL
        CONSTRAINT typical_bpw_llama31_8b_not_negative CHECK (typical_bpw_llama31_8b >= 0),
    bpw_origin TEXT,
    bpw_simulated_8b REAL
        CONSTRAINT bpw_simulated_8b_not_negative CHECK (bpw_simulated_8b >= 0),
    bpw_simulated_70b REAL
        CONSTRAINT bpw_simulated_70b_not_negative CHECK (bpw_simulated_70b >= 0),
    output_tensor_type TEXT,
    token_embd_type TEXT,
    mix_rule TEXT,
    ppl_delta_llama3_8b REAL,
    kld_llama3_8b REAL,
    ppl_note TEXT,
    mmlu_llama3_8b REAL
        CONSTRAINT mmlu_llama3_8b_not_negative CHECK (mmlu_llama3_8b >= 0),
    mmlu_llama3_70b REAL
        CONSTRAINT mmlu_llama3_70b_not_negative CHECK (mmlu_llama3_70b >= 0),
    source TEXT,
    confidence TEXT
        CONSTRAINT confidence_known CHECK (confidence IN ('high', 'medium', 'low')),
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (id)
) STRICT
-- statement

CREATE TABLE models (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    family TEXT,
    name TEXT NOT NULL
        CONSTRAINT name_not_empty CHECK (trim(name) <> ''),
    developer TEXT,
    release TEXT
        CONSTRAINT release_date CHECK (release GLOB '[12][0-9][0-9][0-9]'
            OR release GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR release GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    license TEXT,
    params_total_b REAL NOT NULL
        CONSTRAINT params_total_b_positive CHECK (params_total_b > 0),
    params_active_b REAL
        CONSTRAINT params_active_b_not_negative CHECK (params_active_b >= 0),
    n_layers INTEGER NOT NULL
        CONSTRAINT n_layers_positive CHECK (n_layers > 0),
    hidden_size INTEGER NOT NULL
        CONSTRAINT hidden_size_positive CHECK (hidden_size > 0),
    n_heads INTEGER NOT NULL
        CONSTRAINT n_heads_positive CHECK (n_heads > 0),
    n_kv_heads INTEGER NOT NULL
        CONSTRAINT n_kv_heads_positive CHECK (n_kv_heads > 0),
    head_dim INTEGER NOT NULL
        CONSTRAINT head_dim_positive CHECK (head_dim > 0),
    v_head_dim INTEGER
        CONSTRAINT v_head_dim_not_negative CHECK (v_head_dim >= 0),
    ffn_dim INTEGER
        CONSTRAINT ffn_dim_not_negative CHECK (ffn_dim >= 0),
    vocab_size INTEGER NOT NULL
        CONSTRAINT vocab_size_positive CHECK (vocab_size > 0),
    tied_embeddings INTEGER NOT NULL
        CONSTRAINT tied_embeddings_flag CHECK (tied_embeddings IN (0, 1)),
    n_experts INTEGER
        CONSTRAINT n_experts_not_negative CHECK (n_experts >= 0),
    n_experts_used INTEGER
        CONSTRAINT n_experts_used_not_negative CHECK (n_experts_used >= 0),
    moe_ffn_dim INTEGER
        CONSTRAINT moe_ffn_dim_not_negative CHECK (moe_ffn_dim >= 0),
    n_shared_experts INTEGER
        CONSTRAINT n_shared_experts_not_negative CHECK (n_shared_experts >= 0),
    first_dense_layers INTEGER
        CONSTRAINT first_dense_layers_not_negative CHECK (first_dense_layers >= 0),
    attention_kind TEXT NOT NULL
        CONSTRAINT attention_kind_known CHECK (
            attention_kind IN ('gqa', 'mha', 'mqa', 'mla', 'hybrid-linear', 'hybrid-mamba')),
    sliding_window INTEGER
        CONSTRAINT sliding_window_not_negative CHECK (sliding_window >= 0),
    n_swa_layers INTEGER
        CONSTRAINT n_swa_layers_not_negative CHECK (n_swa_layers >= 0),
    n_full_layers INTEGER
        CONSTRAINT n_full_layers_not_negative CHECK (n_full_layers >= 0),
    kv_lora_rank INTEGER
        CONSTRAINT kv_lora_rank_not_negative CHECK (kv_lora_rank >= 0),
    qk_rope_head_dim INTEGER
        CONSTRAINT qk_rope_head_dim_not_negative CHECK (qk_rope_head_dim >= 0),
    n_recurrent_layers INTEGER
        CONSTRAINT n_recurrent_layers_not_negative CHECK (n_recurrent_layers >= 0),
    recurrent_state_bytes_per_seq INTEGER
        CONSTRAINT recurrent_state_bytes_per_seq_not_negative CHECK (recurrent_state_bytes_per_seq >= 0),
    max_context INTEGER NOT NULL
        CONSTRAINT max_context_positive CHECK (max_context > 0),
    native_dtype TEXT,
    modality TEXT NOT NULL
        CONSTRAINT modality_known CHECK (modality IN ('text', 'vision-text', 'embedding', 'reranker')),
    source TEXT,
    confidence TEXT
        CONSTRAINT confidence_known CHECK (confidence IN ('high', 'medium', 'low')),
    hf_id TEXT,
    n_moe_layers INTEGER
        CONSTRAINT n_moe_layers_not_negative CHECK (n_moe_layers >= 0),
    shared_ffn_dim INTEGER
        CONSTRAINT shared_ffn_dim_not_negative CHECK (shared_ffn_dim >= 0),
    q_lora_rank INTEGER
        CONSTRAINT q_lora_rank_not_negative CHECK (q_lora_rank >= 0),
    qk_nope_head_dim INTEGER
        CONSTRAINT qk_nope_head_dim_not_negative CHECK (qk_nope_head_dim >= 0),
    global_head_dim INTEGER
        CONSTRAINT global_head_dim_not_negative CHECK (global_head_dim >= 0),
    global_kv_heads INTEGER
        CONSTRAINT global_kv_heads_not_negative CHECK (global_kv_heads >= 0),
    k_eq_v_global INTEGER
        CONSTRAINT k_eq_v_global_flag CHECK (k_eq_v_global IN (0, 1)),
    kv_shared_layers INTEGER
        CONSTRAINT kv_shared_layers_not_negative CHECK (kv_shared_layers >= 0),
    n_kv_full_layers INTEGER
        CONSTRAINT n_kv_full_layers_not_negative CHECK (n_kv_full_layers >= 0),
    n_kv_swa_layers INTEGER
        CONSTRAINT n_kv_swa_layers_not_negative CHECK (n_kv_swa_layers >= 0),
    swa_kv_heads INTEGER
        CONSTRAINT swa_kv_heads_not_negative CHECK (swa_kv_heads >= 0),
    index_head_dim INTEGER
        CONSTRAINT index_head_dim_not_negative CHECK (index_head_dim >= 0),
    index_n_heads INTEGER
        CONSTRAINT index_n_heads_not_negative CHECK (index_n_heads >= 0),
    moe_latent_dim INTEGER
        CONSTRAINT moe_latent_dim_not_negative CHECK (moe_latent_dim >= 0),
    ssm_type TEXT,
    ssm_d_inner INTEGER
        CONSTRAINT ssm_d_inner_not_negative CHECK (ssm_d_inner >= 0),
    ssm_d_state INTEGER
        CONSTRAINT ssm_d_state_not_negative CHECK (ssm_d_state >= 0),
    ssm_n_heads INTEGER
        CONSTRAINT ssm_n_heads_not_negative CHECK (ssm_n_heads >= 0),
    ssm_head_dim INTEGER
        CONSTRAINT ssm_head_dim_not_negative CHECK (ssm_head_dim >= 0),
    ssm_n_groups INTEGER
        CONSTRAINT ssm_n_groups_not_negative CHECK (ssm_n_groups >= 0),
    ssm_d_conv INTEGER
        CONSTRAINT ssm_d_conv_not_negative CHECK (ssm_d_conv >= 0),
    ssm_dt_rank INTEGER
        CONSTRAINT ssm_dt_rank_not_negative CHECK (ssm_dt_rank >= 0),
    mlp_mats INTEGER
        CONSTRAINT mlp_mats_not_negative CHECK (mlp_mats >= 0),
    n_mlp_layers INTEGER
        CONSTRAINT n_mlp_layers_not_negative CHECK (n_mlp_layers >= 0),
    qkv_bias INTEGER
        CONSTRAINT qkv_bias_flag CHECK (qkv_bias IN (0, 1)),
    qk_norm INTEGER
        CONSTRAINT qk_norm_not_negative CHECK (qk_norm >= 0),
    n_mtp INTEGER
        CONSTRAINT n_mtp_not_negative CHECK (n_mtp >= 0),
    params_nontext_b REAL
        CONSTRAINT params_nontext_b_not_negative CHECK (params_nontext_b >= 0),
    kv_full_bytes_per_token_f16 INTEGER
        CONSTRAINT kv_full_bytes_per_token_f16_not_negative CHECK (kv_full_bytes_per_token_f16 >= 0),
    kv_swa_bytes_per_token_f16 INTEGER
        CONSTRAINT kv_swa_bytes_per_token_f16_not_negative CHECK (kv_swa_bytes_per_token_f16 >= 0),
    params_recomputed_b REAL
        CONSTRAINT params_recomputed_b_not_negative CHECK (params_recomputed_b >= 0),
    recompute_diff_pct REAL,
    recompute_status TEXT,
    active_recomputed_b REAL
        CONSTRAINT active_recomputed_b_not_negative CHECK (active_recomputed_b >= 0),
    published_kind TEXT,
    published_source TEXT,
    release_source TEXT,
    license_source TEXT,
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (id)
) STRICT
-- statement

CREATE TABLE accelerators (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    vendor TEXT NOT NULL
        CONSTRAINT vendor_not_empty CHECK (trim(vendor) <> ''),
    name TEXT NOT NULL
        CONSTRAINT name_not_empty CHECK (trim(name) <> ''),
    class TEXT NOT NULL
        CONSTRAINT class_not_empty CHECK (trim(class) <> ''),
    architecture TEXT,
    release_year INTEGER
        CONSTRAINT release_year_not_negative CHECK (release_year >= 0),
    memory_gib REAL NOT NULL
        CONSTRAINT memory_gib_positive CHECK (memory_gib > 0),
    memory_type TEXT,
    memory_bandwidth_gb_s REAL NOT NULL
        CONSTRAINT memory_bandwidth_gb_s_positive CHECK (memory_bandwidth_gb_s > 0),
    fp16_tensor_tflops_dense REAL
        CONSTRAINT fp16_tensor_tflops_dense_not_negative CHECK (fp16_tensor_tflops_dense >= 0),
    bf16_tflops_dense REAL
        CONSTRAINT bf16_tflops_dense_not_negative CHECK (bf16_tflops_dense >= 0),
    fp8_tflops_dense REAL
        CONSTRAINT fp8_tflops_dense_not_negative CHECK (fp8_tflops_dense >= 0),
    int8_tops_dense REAL
        CONSTRAINT int8_tops_dense_not_negative CHECK (int8_tops_dense >= 0),
    fp4_tflops_dense REAL
        CONSTRAINT fp4_tflops_dense_not_negative CHECK (fp4_tflops_dense >= 0),
    tdp_w REAL
        CONSTRAINT tdp_w_not_negative CHECK (tdp_w >= 0),
    idle_w REAL
        CONSTRAINT idle_w_not_negative CHECK (idle_w >= 0),
    idle_model_loaded_w REAL
        CONSTRAINT idle_model_loaded_w_not_negative CHECK (idle_model_loaded_w >= 0),
    interconnect TEXT,
    pcie_gen_lanes TEXT,
    form_factor TEXT,
    msrp_usd REAL
        CONSTRAINT msrp_usd_not_negative CHECK (msrp_usd >= 0),
    street_price_usd REAL
        CONSTRAINT street_price_usd_not_negative CHECK (street_price_usd >= 0),
    price_date TEXT
        CONSTRAINT price_date_date CHECK (price_date GLOB '[12][0-9][0-9][0-9]'
            OR price_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR price_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    price_source_url TEXT,
    spec_source_url TEXT,
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (id)
) STRICT
-- statement

CREATE TABLE machines (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    vendor TEXT NOT NULL
        CONSTRAINT vendor_not_empty CHECK (trim(vendor) <> ''),
    name TEXT NOT NULL
        CONSTRAINT name_not_empty CHECK (trim(name) <> ''),
    kind TEXT NOT NULL
        CONSTRAINT kind_not_empty CHECK (trim(kind) <> ''),
    accelerator_id TEXT NOT NULL
        REFERENCES accelerators (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    accelerator_count INTEGER NOT NULL
        CONSTRAINT accelerator_count_positive CHECK (accelerator_count > 0),
    unified_memory INTEGER NOT NULL
        CONSTRAINT unified_memory_flag CHECK (unified_memory IN (0, 1)),
    total_memory_gib REAL NOT NULL
        CONSTRAINT total_memory_gib_positive CHECK (total_memory_gib > 0),
    usable_for_gpu_gib REAL NOT NULL
        CONSTRAINT usable_for_gpu_gib_positive CHECK (usable_for_gpu_gib > 0),
    system_ram_gib REAL
        CONSTRAINT system_ram_gib_not_negative CHECK (system_ram_gib >= 0),
    memory_bandwidth_gb_s REAL NOT NULL
        CONSTRAINT memory_bandwidth_gb_s_positive CHECK (memory_bandwidth_gb_s > 0),
    peak_system_power_w REAL
        CONSTRAINT peak_system_power_w_not_negative CHECK (peak_system_power_w >= 0),
    typical_load_power_w REAL
        CONSTRAINT typical_load_power_w_not_negative CHECK (typical_load_power_w >= 0),
    idle_power_w REAL
        CONSTRAINT idle_power_w_not_negative CHECK (idle_power_w >= 0),
    noise_dba REAL
        CONSTRAINT noise_dba_not_negative CHECK (noise_dba >= 0),
    form_factor TEXT,
    network TEXT,
    storage TEXT,
    thunderbolt_usb4 TEXT,
    requires_240v INTEGER NOT NULL
        CONSTRAINT requires_240v_flag CHECK (requires_240v IN (0, 1)),
    supported_stacks TEXT,
    price_usd REAL
        CONSTRAINT price_usd_not_negative CHECK (price_usd >= 0),
    price_date TEXT
        CONSTRAINT price_date_date CHECK (price_date GLOB '[12][0-9][0-9][0-9]'
            OR price_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR price_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    price_source_url TEXT,
    spec_source_url TEXT,
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (id),
    CONSTRAINT usable_not_above_total CHECK (usable_for_gpu_gib <= total_memory_gib)
) STRICT
-- statement

CREATE TABLE cloud_prices (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    provider TEXT NOT NULL
        CONSTRAINT provider_not_empty CHECK (trim(provider) <> ''),
    provider_kind TEXT NOT NULL
        CONSTRAINT provider_kind_not_empty CHECK (trim(provider_kind) <> ''),
    instance_type TEXT,
    accelerator_id TEXT NOT NULL
        REFERENCES accelerators (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    accelerator_name TEXT,
    accelerator_count INTEGER NOT NULL
        CONSTRAINT accelerator_count_positive CHECK (accelerator_count > 0),
    memory_gib_per_accelerator REAL NOT NULL
        CONSTRAINT memory_gib_per_accelerator_positive CHECK (memory_gib_per_accelerator > 0),
    vcpus REAL
        CONSTRAINT vcpus_not_negative CHECK (vcpus >= 0),
    ram_gib REAL
        CONSTRAINT ram_gib_not_negative CHECK (ram_gib >= 0),
    region TEXT,
    country TEXT,
    price_on_demand_usd_h REAL
        CONSTRAINT price_on_demand_usd_h_not_negative CHECK (price_on_demand_usd_h >= 0),
    price_spot_usd_h REAL
        CONSTRAINT price_spot_usd_h_not_negative CHECK (price_spot_usd_h >= 0),
    price_reserved_3m_usd_h REAL
        CONSTRAINT price_reserved_3m_usd_h_not_negative CHECK (price_reserved_3m_usd_h >= 0),
    price_reserved_6m_usd_h REAL
        CONSTRAINT price_reserved_6m_usd_h_not_negative CHECK (price_reserved_6m_usd_h >= 0),
    price_reserved_1y_usd_h REAL
        CONSTRAINT price_reserved_1y_usd_h_not_negative CHECK (price_reserved_1y_usd_h >= 0),
    price_reserved_3y_usd_h REAL
        CONSTRAINT price_reserved_3y_usd_h_not_negative CHECK (price_reserved_3y_usd_h >= 0),
    as_of_date TEXT
        CONSTRAINT as_of_date_date CHECK (as_of_date GLOB '[12][0-9][0-9][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source_url TEXT,
    hipaa_baa INTEGER
        CONSTRAINT hipaa_baa_flag CHECK (hipaa_baa IN (0, 1)),
    soc2 INTEGER
        CONSTRAINT soc2_flag CHECK (soc2 IN (0, 1)),
    eu_region INTEGER
        CONSTRAINT eu_region_flag CHECK (eu_region IN (0, 1)),
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (id)
) STRICT
-- statement

CREATE TABLE cloud_extras (
    provider TEXT NOT NULL
        CONSTRAINT provider_not_empty CHECK (trim(provider) <> ''),
    item TEXT NOT NULL
        CONSTRAINT item_not_empty CHECK (trim(item) <> ''),
    price_usd REAL
        CONSTRAINT price_usd_not_negative CHECK (price_usd >= 0),
    unit TEXT NOT NULL
        CONSTRAINT unit_not_empty CHECK (trim(unit) <> ''),
    as_of_date TEXT
        CONSTRAINT as_of_date_date CHECK (as_of_date GLOB '[12][0-9][0-9][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source_url TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (provider, item, unit)
) STRICT
-- statement

CREATE TABLE api_prices (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    provider TEXT NOT NULL
        CONSTRAINT provider_not_empty CHECK (trim(provider) <> ''),
    model TEXT NOT NULL
        CONSTRAINT model_not_empty CHECK (trim(model) <> ''),
    open_weights_equivalent TEXT
        REFERENCES models (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    input_usd_per_mtok REAL NOT NULL
        CONSTRAINT input_usd_per_mtok_not_negative CHECK (input_usd_per_mtok >= 0),
    cached_input_usd_per_mtok REAL
        CONSTRAINT cached_input_usd_per_mtok_not_negative CHECK (cached_input_usd_per_mtok >= 0),
    cache_write_5m_usd_per_mtok REAL
        CONSTRAINT cache_write_5m_usd_per_mtok_not_negative CHECK (cache_write_5m_usd_per_mtok >= 0),
    cache_write_1h_usd_per_mtok REAL
        CONSTRAINT cache_write_1h_usd_per_mtok_not_negative CHECK (cache_write_1h_usd_per_mtok >= 0),
    output_usd_per_mtok REAL NOT NULL
        CONSTRAINT output_usd_per_mtok_not_negative CHECK (output_usd_per_mtok >= 0),
    batch_discount REAL
        CONSTRAINT batch_discount_share CHECK (batch_discount BETWEEN 0 AND 1),
    context_tokens INTEGER
        CONSTRAINT context_tokens_positive CHECK (context_tokens > 0),
    as_of_date TEXT
        CONSTRAINT as_of_date_date CHECK (as_of_date GLOB '[12][0-9][0-9][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source_url TEXT,
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (id)
) STRICT
-- statement

CREATE TABLE api_providers (
    provider TEXT NOT NULL
        CONSTRAINT provider_not_empty CHECK (trim(provider) <> ''),
    item TEXT NOT NULL
        CONSTRAINT item_not_empty CHECK (trim(item) <> ''),
    value TEXT,
    as_of_date TEXT
        CONSTRAINT as_of_date_date CHECK (as_of_date GLOB '[12][0-9][0-9][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source_url TEXT,
    confidence TEXT
        CONSTRAINT confidence_known CHECK (confidence IN ('high', 'medium', 'low')),
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (provider, item)
) STRICT
-- statement

CREATE TABLE electricity (
    region TEXT NOT NULL
        CONSTRAINT region_not_empty CHECK (trim(region) <> ''),
    region_name TEXT NOT NULL
        CONSTRAINT region_name_not_empty CHECK (trim(region_name) <> ''),
    usd_per_kwh_residential REAL
        CONSTRAINT usd_per_kwh_residential_not_negative CHECK (usd_per_kwh_residential >= 0),
    usd_per_kwh_commercial REAL
        CONSTRAINT usd_per_kwh_commercial_not_negative CHECK (usd_per_kwh_commercial >= 0),
    usd_per_kwh_industrial REAL
        CONSTRAINT usd_per_kwh_industrial_not_negative CHECK (usd_per_kwh_industrial >= 0),
    carbon_g_per_kwh REAL
        CONSTRAINT carbon_g_per_kwh_not_negative CHECK (carbon_g_per_kwh >= 0),
    period TEXT,
    source_url TEXT,
    notes TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (region)
) STRICT
-- statement

CREATE TABLE exchange_rates (
    currency TEXT NOT NULL
        CONSTRAINT currency_known CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    usd_per_unit REAL NOT NULL
        CONSTRAINT usd_per_unit_positive CHECK (usd_per_unit > 0),
    as_of_date TEXT
        CONSTRAINT as_of_date_date CHECK (as_of_date GLOB '[12][0-9][0-9][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source_url TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (currency)
) STRICT
-- statement

CREATE TABLE resale (
    item TEXT NOT NULL
        CONSTRAINT item_not_empty CHECK (trim(item) <> ''),
    age_months REAL NOT NULL
        CONSTRAINT age_months_not_negative CHECK (age_months >= 0),
    launch_price_usd REAL
        CONSTRAINT launch_price_usd_not_negative CHECK (launch_price_usd >= 0),
    used_price_usd REAL
        CONSTRAINT used_price_usd_not_negative CHECK (used_price_usd >= 0),
    ratio REAL NOT NULL
        CONSTRAINT ratio_not_negative CHECK (ratio >= 0),
    as_of_date TEXT NOT NULL
        CONSTRAINT as_of_date_date CHECK (as_of_date GLOB '[12][0-9][0-9][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
            OR as_of_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    source_url TEXT,
    changed_by TEXT NOT NULL DEFAULT 'seed'
        CONSTRAINT changed_by_known CHECK (changed_by IN ('seed', 'import', 'you')),
    PRIMARY KEY (item, age_months, as_of_date)
) STRICT
-- statement

CREATE TABLE speed_classes (
    id TEXT NOT NULL
        CONSTRAINT id_not_empty CHECK (trim(id) <> ''),
    device_class TEXT NOT NULL
        CONSTRAINT device_class_not_empty CHECK (trim(device_class) <> ''),
    engine TEXT NOT NULL
        CONSTRAINT engine_not_empty CHECK (trim(engine) <> ''),
    backend TEXT,
    weight_efficiency REAL NOT NULL
        CONSTRAINT weight_efficiency_positive CHECK (weight_efficiency > 0),
    expert_efficiency REAL NOT NULL
        CONSTRAINT expert_efficiency_positive CHECK (expert_efficiency > 0),
    cache_efficiency REAL NOT NULL
        CONSTRAINT cache_efficiency_positive CHECK (cache_efficiency > 0),
    layer_us REAL NOT NULL
        CONSTRAINT layer_us_not_negative CHECK (layer_us >= 0),
    step_us REAL NOT NULL
        CONSTRAINT step_us_not_negative CHECK (step_us >= 0),
    prefill_efficiency REAL NOT NULL
        CONSTRAINT prefill_efficiency_positive CHECK (prefill_efficiency > 0),
    expert_prefill_efficiency REAL NOT NULL
        CONSTRAINT expert_prefill_efficiency_positive CHECK (expert_prefill_efficiency > 0),
    attention_efficiency REAL NOT NULL
        CONSTRAINT attention_efficiency_positive CHECK (attention_efficiency > 0),
    batch_efficiency REAL NOT NULL
        CONSTRAINT batch_efficiency_positive CHECK (batch_efficiency > 0),
    spread REAL NOT NULL
        CONSTRAINT spread_not_negative CHECK (spread >= 0),
    rows INTEGER
        CONSTRAINT rows_not_negative CHECK (rows >= 0),
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

CREATE INDEX machines_by_accelerator_id ON machines (accelerator_id)
-- statement

CREATE INDEX cloud_prices_by_accelerator_id ON cloud_prices (accelerator_id)
-- statement

CREATE INDEX api_prices_by_open_weights_equivalent ON api_prices (open_weights_equivalent)
-- statement
