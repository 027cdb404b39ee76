-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- A catalog of schema version 2, see README.md in this folder.

PRAGMA application_id = 1212437069
-- statement

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

INSERT INTO weight_formats (id, family, bits_per_weight_nominal, block_size, bytes_per_block, base_tensor_type, typical_bpw_llama31_8b, bpw_origin, bpw_simulated_8b, bpw_simulated_70b, output_tensor_type, token_embd_type, mix_rule, ppl_delta_llama3_8b, kld_llama3_8b, ppl_note, mmlu_llama3_8b, source, confidence, changed_by)
VALUES ('gguf-q4_k_m', 'gguf', 4.5, '256', 144.0, 'Q4_K', 4.8944, 'README', 4.8944, 4.8204, 'Q6_K', 'Q4_K (output type when tied)', 'attn_v & ffn_down Q6_K on use_more_bits layers (i<L/8, i>=7L/8, or (i-L/8)%3==2), fused attn_qkv Q5_K, rest Q4_K', 0.1755, 0.0313, 'imatrix 0.1513/0.0282', 64.64, 'block: ggml-org/ggml src/ggml-common.h@d99724f; mix: llama.cpp src/llama-quant.cpp (vendored ggml-org/whisper.cpp examples/talk-llama@6b92fec9e); bpw: llama.cpp tools/quantize/README.md; ppl/kld: ikawrakow/ik_llama.cpp examples/perplexity/README.md@8337e4c; mmlu: matt-c1/llama-3-quant-comparison@f35b7db', 'high', 'seed')
-- statement

INSERT INTO weight_formats (id, family, bits_per_weight_nominal, block_size, bytes_per_block, source, confidence, notes, changed_by)
VALUES ('kv-llamacpp-f16', 'kv-cache', 16.0, '1', 2.0, 'llama.cpp common/arg.cpp kv_cache_types (recalled list); block sizes ggml-common.h@d99724f', 'high', '2 bytes per cached element; a quantised V needs flash attention; MLA needs type_k == type_v', 'seed')
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

INSERT INTO models (id, family, name, developer, release, license, params_total_b, n_layers, hidden_size, n_heads, n_kv_heads, head_dim, ffn_dim, vocab_size, tied_embeddings, attention_kind, n_swa_layers, n_full_layers, n_recurrent_layers, max_context, native_dtype, modality, source, confidence, hf_id, kv_full_bytes_per_token_f16, kv_swa_bytes_per_token_f16, params_recomputed_b, recompute_diff_pct, recompute_status, published_kind, published_source, release_source, license_source, changed_by)
VALUES ('llama-3.1-8b', 'Llama 3', 'Llama 3.1 8B', 'Meta', '2024-07', 'Llama 3.1 Community', 8.030261, 32, 4096, 32, 8, 128, 14336, 128256, 0, 'gqa', 0, 32, 0, 131072, 'bf16', 'text', 'ai-dynamo/aiconfigurator aic-core/src/aiconfigurator_core/model_configs/meta-llama--Meta-Llama-3.1-8B_config.json@095f58a', 'high', 'meta-llama/Llama-3.1-8B', 131072, 0, 8.0303, 0.0, 'ok', 'retrieved', 'HF safetensors count 2026-09-25, retrieved: public file', 'llmfit release_date 2024-07-14', 'HF licence tag, public file', 'seed')
-- statement

INSERT INTO models (id, family, name, developer, release, license, params_total_b, n_layers, hidden_size, n_heads, n_kv_heads, head_dim, ffn_dim, vocab_size, tied_embeddings, attention_kind, n_swa_layers, n_full_layers, n_recurrent_layers, max_context, native_dtype, modality, source, confidence, hf_id, kv_full_bytes_per_token_f16, kv_swa_bytes_per_token_f16, params_recomputed_b, recompute_diff_pct, recompute_status, published_kind, published_source, release_source, license_source, notes, changed_by)
VALUES ('phi-4', 'Phi-4', 'Phi-4 14B', 'Microsoft', '2024-12', 'MIT', 14.659507, 40, 5120, 40, 10, 128, 17920, 100352, 0, 'gqa', 0, 40, 0, 16384, 'bf16', 'text', 'Lightning-AI/litgpt litgpt/config.py@2685705', 'high', 'microsoft/phi-4', 204800, 0, 14.6595, 0.0, 'ok', 'retrieved', 'HF safetensors count 2026-09-25, retrieved: public file', 'recalled', 'HF licence tag, public file', 'Phi-4-reasoning(-plus): same architecture, 32768 ctx', 'seed')
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

INSERT INTO accelerators (id, vendor, name, class, architecture, release_year, memory_gib, memory_type, memory_bandwidth_gb_s, fp16_tensor_tflops_dense, bf16_tflops_dense, fp8_tflops_dense, int8_tops_dense, tdp_w, idle_w, interconnect, pcie_gen_lanes, form_factor, msrp_usd, street_price_usd, price_date, price_source_url, spec_source_url, notes, changed_by)
VALUES ('rtx-4090', 'NVIDIA', 'GeForce RTX 4090', 'consumer', 'Ada AD102', 2022, 24.0, 'GDDR6X', 1008.0, 165.2, 165.2, 330.3, 660.6, 450.0, 19.0, 'pcie', '4.0 x16', '3-4-slot PCIe', 1599.0, 2362.0, '2026-09-05', 'public GitHub report "Local LLM Hardware Heatmap", September 2026 pricing note', 'https://github.com/activescott/gpu-agent/blob/main/data/gpu-data/nvidia-geforce-rtx-4090.yaml', 'GeForce: FP16/BF16/FP8 given with FP32 accumulate (half rate). With FP16 accumulate FP16 = 2x and FP8 = 2x. Discontinued. Typical of range $1,800-3,500 (SunStack audit 2026-09-08); used $2,500-3,000 on 2026-09-30 (Alpamayo doc). FP16-acc 330.3.; earlier street figure 2500; idle_w: https://github.com/XiongjieDai/GPU-Benchmarks-on-LLM-Inference (nvidia-smi output in the notebooks, commit aa72e0e, 2024-05-12) (2024-05-12, high)', 'seed')
-- statement

INSERT INTO accelerators (id, vendor, name, class, architecture, release_year, memory_gib, memory_type, memory_bandwidth_gb_s, fp16_tensor_tflops_dense, bf16_tflops_dense, fp8_tflops_dense, int8_tops_dense, fp4_tflops_dense, tdp_w, interconnect, pcie_gen_lanes, form_factor, spec_source_url, notes, changed_by)
VALUES ('gb10', 'NVIDIA', 'GB10 Grace Blackwell (DGX Spark)', 'apu', 'Blackwell SM121 + Arm', 2025, 128.0, 'LPDDR5X', 273.0, 125.0, 125.0, 250.0, 250.0, 500.0, 140.0, 'nvlink-c2c 600 GB/s; ConnectX-7 200 Gb/s', '5.0 x4', 'SoC', 'https://www.nvidia.com/en-us/products/workstations/dgx-spark/ (cited by several docs)', '1 PFLOP is FP4 sparse. All dense figures are derived (500/250/125). SM121 lacks some FP4 conversion instructions: measured NVFP4 slower than FP8 in one test (ai-muninn.com part 19).', 'seed')
-- statement

INSERT INTO accelerators (id, vendor, name, class, memory_gib, memory_bandwidth_gb_s, changed_by)
VALUES ('own-card', 'NVIDIA', 'Meine Karte', 'consumer', 24.0, 1000.25, 'you')
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

INSERT INTO machines (id, vendor, name, kind, accelerator_id, accelerator_count, unified_memory, total_memory_gib, usable_for_gpu_gib, memory_bandwidth_gb_s, peak_system_power_w, typical_load_power_w, idle_power_w, noise_dba, form_factor, network, storage, thunderbolt_usb4, requires_240v, supported_stacks, price_usd, price_date, price_source_url, spec_source_url, notes, changed_by)
VALUES ('dgx-spark', 'NVIDIA', 'DGX Spark Founders Edition 4TB', 'mini-pc', 'gb10', 1, 1, 128.0, 119.0, 273.0, 240.0, 95.0, 25.0, 40.0, '150x150x50.5 mm, 1.2 kg', '2x QSFP ConnectX-7 200 Gb/s; 10GbE; Wi-Fi 7', '4 TB NVMe', 'USB-C', 0, 'llama.cpp;ollama;vllm;trt-llm;sglang;transformers;axolotl;langchain;llamaindex', 4321.5, '2026-11-24', 'https://overclock3d.net/news/systems/nvidia-raises-dgx-spark-price-by-700-due-to-memory-supply-constraints/', 'https://www.servethehome.com/nvidia-dgx-spark-review-the-gb10-machine-is-so-freaking-cool/4/', 'Händler sagt: "4,321.50" – it''s theirs
second line', 'you')
-- statement

INSERT INTO machines (id, vendor, name, kind, accelerator_id, accelerator_count, unified_memory, total_memory_gib, usable_for_gpu_gib, system_ram_gib, memory_bandwidth_gb_s, peak_system_power_w, typical_load_power_w, idle_power_w, noise_dba, form_factor, network, storage, requires_240v, supported_stacks, price_usd, price_date, price_source_url, spec_source_url, notes, changed_by)
VALUES ('diy-1x4090', 'DIY', 'DIY tower 1x RTX 4090', 'diy-tower', 'rtx-4090', 1, 0, 24.0, 24.0, 64.0, 1008.0, 775.0, 464.0, 47.7, 45.0, 'ATX tower', '2.5/10GbE', '2 TB NVMe', 0, 'llama.cpp;ollama;vllm;trt-llm;sglang;transformers;axolotl;langchain;llamaindex', 4670.0, '2026-09-08', 'computed: https://bestvaluegpu.com/history/new-and-used-rtx-4090-price-history-and-specs/ + https://www.tomshardware.com/desktops/gaming-pcs/get-an-entire-rtx-5090-gaming-pc-for-around-the-price-of-just-the-gpu-a-high-end-battle-station-for-under-usd4-000', 'https://github.com/DataCenterBehindMeter/sunstack.github.io/blob/3be99eed31274fcc49a099a1e3a472cf8f761a76/docs/superpowers/specs/research-dataset.md', 'Computed: GPU(s) at accelerators.csv street price + host $2,170 (SunStack rest-of-system range $1,200-3,500, 2026-09-08; Tom''s Hardware). Whole-system load 650-900 W (typ 775, overclock.net gaming/stress); LLM decode is lower.; noise_dba: public GitHub office GPU-build guide, section "Noise Levels" (title and date not captured; public file) (, low); typical_load_power_w: https://github.com/geerlingguy/ai-benchmarks/issues/43 (2025-12-18, high); idle_power_w: https://github.com/geerlingguy/ai-benchmarks/issues/46 (2025-12-18, low)', 'seed')
-- statement

INSERT INTO machines (id, vendor, name, kind, accelerator_id, accelerator_count, unified_memory, total_memory_gib, usable_for_gpu_gib, memory_bandwidth_gb_s, requires_240v, price_usd, changed_by)
VALUES ('own-box', 'Own', 'Kiste unterm Tisch', 'diy-tower', 'own-card', 2, 0, 48.0, 47.5, 1000.25, 0, 1234.56, 'you')
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

INSERT INTO cloud_prices (id, provider, provider_kind, instance_type, accelerator_id, accelerator_name, accelerator_count, memory_gib_per_accelerator, region, country, price_on_demand_usd_h, as_of_date, source_url, eu_region, changed_by)
VALUES ('runpod-secure-rtx-4090-global-eu-us-ca', 'RunPod Secure', 'gpu-cloud', 'RTX 4090', 'rtx-4090', 'RTX 4090 24GB', 1, 24.0, 'global (EU, US, CA)', 'Global', 0.74, '2026-08-22', 'https://github.com/hemgo-lexsi/gpu-price-dashboard/blob/9dabad1954f65bf361bc11461343f72b4d2e1f74/data/prices.json', 1, 'seed')
-- statement

INSERT INTO cloud_prices (id, provider, provider_kind, instance_type, accelerator_id, accelerator_name, accelerator_count, memory_gib_per_accelerator, vcpus, ram_gib, region, country, price_on_demand_usd_h, as_of_date, source_url, eu_region, notes, changed_by)
VALUES ('genesis-cloud-rtx-4090-europe', 'Genesis Cloud', 'gpu-cloud', 'RTX 4090', 'rtx-4090', 'RTX 4090 24GB', 1, 24.0, 8.0, 48.0, 'europe', 'EU', 0.55, '2026-05-24', 'https://www.genesiscloud.com/pricing', 1, 'tier: on-demand; via tardellirs/gpu-pricing (MIT), snapshot 2026-05-24', 'seed')
-- statement

INSERT INTO cloud_prices (id, provider, provider_kind, instance_type, accelerator_id, accelerator_name, accelerator_count, memory_gib_per_accelerator, vcpus, ram_gib, region, country, price_on_demand_usd_h, as_of_date, source_url, eu_region, notes, changed_by)
VALUES ('own-offer', 'Imported Cloud', 'gpu-cloud', 'RTX 4090', 'rtx-4090', 'RTX 4090 24GB', 1, 24.0, 8.0, 48.0, 'europe', 'EU', 0.77, '2026-05-24', 'https://www.genesiscloud.com/pricing', 1, 'tier: on-demand; via tardellirs/gpu-pricing (MIT), snapshot 2026-05-24', 'import')
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

INSERT INTO cloud_extras (provider, item, price_usd, unit, as_of_date, source_url, changed_by)
VALUES ('AWS', 'egress_gb', 0.09, 'USD/GB internet egress first 10 TB/month (first 100 GB/month free)', '2026-06-01', 'https://www.thundercompute.com/blog/egress-fees-cloud-gpus', 'seed')
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

INSERT INTO api_prices (id, provider, model, input_usd_per_mtok, cached_input_usd_per_mtok, output_usd_per_mtok, batch_discount, context_tokens, as_of_date, source_url, notes, changed_by)
VALUES ('openai-gpt-5-4', 'OpenAI', 'gpt-5.4', 2.5, 0.25, 15.0, 0.5, 1050000, '2026-08-21', 'https://developers.openai.com/api/docs/pricing (via https://github.com/pydantic/genai-prices/blob/47df840a5ab10bbcffb8e5ac01b9899032245d1b/prices/data.json)', 'above 272k prompt tokens a higher tier applies; SOC 2, ISO 27001 per trust.openai.com; data residency regions offered, regional processing carries a 10% uplift (api-evangelist/openai 2026-08-07); BAA on request, not verified here; batch_discount: https://github.com/api-evangelist/openai/blob/497f05f/plans/openai-plans-pricing.yml (reconciled 2026-05-22 with https://developers.openai.com/api/docs/pricing) (2026-05-22, medium)', 'seed')
-- statement

INSERT INTO api_prices (id, provider, model, open_weights_equivalent, input_usd_per_mtok, output_usd_per_mtok, context_tokens, as_of_date, source_url, changed_by)
VALUES ('groq-llama-3-1-8b-instant', 'Groq', 'llama-3.1-8b-instant', 'llama-3.1-8b', 0.05, 0.08, 131072, '2026-07-02', 'https://github.com/anomalyco/models.dev/blob/f3fc692299671838c7c65fd8126bf84d81a2e817/providers/groq/models/llama-3.1-8b-instant.toml', 'seed')
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

INSERT INTO api_providers (provider, item, value, as_of_date, source_url, confidence, changed_by)
VALUES ('Mistral', 'residency', 'optional regional endpoints (EU or US) at 1.1x list for input, output, cached reads and cache writes; control-plane data is not regional', '2026', 'https://docs.mistral.ai/studio/regional-inference', 'high', 'seed')
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

INSERT INTO electricity (region, region_name, usd_per_kwh_residential, usd_per_kwh_commercial, carbon_g_per_kwh, period, source_url, notes, changed_by)
VALUES ('US', 'United States', 0.1805, 0.1412, 349.7, 'Feb 2026 (EIA figure quoted by electricchoice.com); carbon 2023', 'https://www.electricchoice.com/electricity-prices-by-state; carbon: Our World in Data/Ember via github.com/mlco2/codecarbon@b05965e4 global_energy_mix.json; carbon_g_per_kwh: EPA eGRID2023 rev 2 (2025-06-12), https://www.epa.gov/egrid; 770.884 lb/MWh as transcribed in a public GitHub dataset README, section "Key Calibration Parameters and Public Sources" (checked there 2026-10-03; public file) (2023, medium)', 'carbon_g_per_kwh: direct emissions, consistent with the state eGRID rows; also RFCE 271.8, CAMX 195.0', 'seed')
-- statement

INSERT INTO electricity (region, region_name, usd_per_kwh_residential, usd_per_kwh_commercial, carbon_g_per_kwh, period, source_url, notes, changed_by)
VALUES ('DE', 'Germany', 0.3141, 0.2936, 342.0, 'res H1 2025, com Mar 2025; EUR x 1.1699 USD (ECB 2026-08-21); carbon 2023', 'Eurostat household H1 2025, https://ec.europa.eu/eurostat/statistics-explained/index.php?title=Electricity_price_statistics; GlobalPetrolPrices business price (1 GWh/yr) Mar 2025 as transcribed in github.com/AssimilatedCoder/sesterce-sev1-mockup@294747f3 (secondary); carbon: Our World in Data/Ember via github.com/mlco2/codecarbon@b05965e4 global_energy_mix.json; usd_per_kwh_residential: https://ec.europa.eu/eurostat/databrowser/view/nrg_pc_204/default/table (2025-12, high); carbon_g_per_kwh: https://github.com/thegreenwebfoundation/co2.js/blob/main/data/output/electricity-maps/yearly_2025.json (snapshot of 2026-06-29; Electricity Maps yearly averages) (2025, high)', 'usd_per_kwh_residential: 0.3869 EUR/kWh x 1.1204 USD (2026-10-05); Eurostat nrg_pc_204, 2025-S2, band DC (2,500-5,000 kWh/yr), all taxes, average incl. fixed charges (newer than the H1 2025 figure in the row); transcribed in https://github.com/MattiaWasFound/energy-prices/blob/0f4102c2c3af13f194b75178a57ca7b63eb0a346/config/static_prices.csv; carbon_g_per_kwh: 2025 consumption-based LIFECYCLE intensity: not the same method as the Ember/OWID 2022-2023 figures or eGRID (direct). Do not mix methods inside one comparison.', 'you')
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

INSERT INTO exchange_rates (currency, usd_per_unit, as_of_date, source_url, changed_by)
VALUES ('EUR', 1.1204, '2026-10-05', 'https://github.com/MattiaWasFound/energy-prices/blob/0f4102c2c3af13f194b75178a57ca7b63eb0a346/samples/prices.live-2026-10-05.json (ECB reference rates, EUR base)', 'seed')
-- statement

INSERT INTO exchange_rates (currency, usd_per_unit, as_of_date, source_url, changed_by)
VALUES ('GBP', 1.32247, '2026-10-05', 'https://github.com/MattiaWasFound/energy-prices/blob/0f4102c2c3af13f194b75178a57ca7b63eb0a346/samples/prices.live-2026-10-05.json (ECB reference rates, EUR base)', 'seed')
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

INSERT INTO resale (item, age_months, launch_price_usd, used_price_usd, ratio, as_of_date, source_url, changed_by)
VALUES ('RTX 3090', 65.0, 1499.0, 691.0, 0.46, '2026-02', 'gpupoet.com monthly market report (mean of the 3 cheapest listings, a floor)', 'seed')
-- statement

INSERT INTO resale (item, age_months, launch_price_usd, used_price_usd, ratio, as_of_date, source_url, changed_by)
VALUES ('RTX 3090', 66.0, 1499.0, 849.0, 0.57, '2026-03', 'gpupoet.com monthly market report (mean of the 3 cheapest listings, a floor)', 'seed')
-- statement

INSERT INTO resale (item, age_months, launch_price_usd, used_price_usd, ratio, as_of_date, source_url, changed_by)
VALUES ('RTX 3090', 67.0, 1499.0, 1049.0, 0.7, '2026-04', 'gpupoet.com monthly market report (mean of the 3 cheapest listings, a floor)', 'seed')
-- statement

INSERT INTO resale (item, age_months, launch_price_usd, used_price_usd, ratio, as_of_date, source_url, changed_by)
VALUES ('RTX 3090', 69.0, 1499.0, 956.0, 0.64, '2026-06', 'gpupoet.com monthly market report (mean of the 3 cheapest listings, a floor)', 'seed')
-- statement

INSERT INTO resale (item, age_months, launch_price_usd, used_price_usd, ratio, as_of_date, source_url, changed_by)
VALUES ('RTX 3090', 70.0, 1499.0, 990.0, 0.66, '2026-07', 'gpupoet.com monthly market report (mean of the 3 cheapest listings, a floor)', 'seed')
-- statement

INSERT INTO resale (item, age_months, launch_price_usd, used_price_usd, ratio, as_of_date, source_url, changed_by)
VALUES ('RTX 3090', 71.0, 1499.0, 1275.0, 0.85, '2026-08', 'public GitHub report "Local LLM Hardware Heatmap", September 2026 pricing note (eBay median)', 'seed')
-- statement

INSERT INTO resale (item, age_months, launch_price_usd, used_price_usd, ratio, as_of_date, source_url, changed_by)
VALUES ('H100 SXM 80GB', 44.0, 35000.0, 23500.0, 0.67, '2026-06', 'https://runlocalai.co/pulse/nvidia-b200-production-ramp-pricing (used $22-25k midpoint; launch $30-40k midpoint, per hardware notes)', 'seed')
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

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, source, date, confidence, notes, changed_by)
VALUES ('geforce-llama.cpp', 'geforce', 'llama.cpp', 'cuda', 0.85, 0.326, 0.939, 38.8, 180.0, 0.378, 0.0682, 0.63, 0.0474, 0.225, 121, 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes', '2026-11-22', 'medium', 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted rows themselves, none were held out.', 'seed')
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, source, date, confidence, notes, changed_by)
VALUES ('gb10-llama.cpp', 'gb10', 'llama.cpp', 'cuda', 0.774, 0.95, 0.737, 65.9, 299.0, 0.314, 0.201, 0.293, 0.222, 0.17, 76, 'Published measurements in tests/data/speed (speed.csv, serving.csv), refitted by fit-speed-classes', '2026-11-22', 'medium', 'Fitted by class, never by device or model, from tests/data/speed/fit_start.csv; spread is of the fitted rows themselves, none were held out.', 'seed')
-- statement

INSERT INTO speed_classes (id, device_class, engine, backend, weight_efficiency, expert_efficiency, cache_efficiency, layer_us, step_us, prefill_efficiency, expert_prefill_efficiency, attention_efficiency, batch_efficiency, spread, rows, source, date, confidence, notes, changed_by)
VALUES ('other-llama.cpp', 'other', 'llama.cpp', 'cuda', 0.55, 0.35, 0.3, 80.0, 800.0, 0.267, 0.111, 0.2, 0.111, 0.5, 0, 'Physical ranges and medians in docs/speed.md 1-4 and 10 and docs/serving.md 1-4', '2026-11-22', 'low', 'Any device outside the measured classes: low shares, widest range.', 'seed')
-- statement

CREATE INDEX machines_by_accelerator_id ON machines (accelerator_id)
-- statement

CREATE INDEX cloud_prices_by_accelerator_id ON cloud_prices (accelerator_id)
-- statement

CREATE INDEX api_prices_by_open_weights_equivalent ON api_prices (open_weights_equivalent)
-- statement

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

INSERT INTO price_history (id, table_name, row_key, column_name, old_value, date, source, changed_at, changed_by)
VALUES (1, 'machines', 'dgx-spark', 'price_usd', 4699.0, '2026-09-08', 'https://overclock3d.net/news/systems/nvidia-raises-dgx-spark-price-by-700-due-to-memory-supply-constraints/', '2026-11-24T21:00:00Z', 'you')
-- statement

INSERT INTO price_history (id, table_name, row_key, column_name, old_value, changed_at, changed_by)
VALUES (2, 'cloud_prices', 'own-offer', 'price_on_demand_usd_h', 0.9, '2026-11-24T21:05:00Z', 'import')
-- statement

CREATE INDEX price_history_by_row ON price_history (table_name, row_key)
-- statement

PRAGMA user_version = 2
-- statement
