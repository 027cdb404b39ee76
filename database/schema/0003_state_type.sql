-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- In which type a model's configuration wants its recurrent state kept (mamba_ssm_dtype,
-- mamba_ssm_cache_dtype); NULL = in the type of the model.

ALTER TABLE models ADD COLUMN ssm_state_dtype TEXT
    CONSTRAINT ssm_state_dtype_known CHECK (ssm_state_dtype IN ('float32'))
-- statement

UPDATE models SET ssm_state_dtype = 'float32'
WHERE ssm_type = 'gdn' AND family = 'Qwen3.5/3.6' OR ssm_type = 'mamba2' AND family = 'Nemotron 3'
-- statement
