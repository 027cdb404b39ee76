-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a model file says beyond the columns of the supplied catalog: when it was read, the exact bytes
-- of its tensors and the weight format they are in, layers that counting columns cannot describe
-- (core/catalog/layer_text.h), and how its matrices are laid out. The supplied rows have the last alone.

ALTER TABLE models ADD COLUMN date TEXT
    CONSTRAINT date_date CHECK (date GLOB '[12][0-9][0-9][0-9]'
        OR date GLOB '[12][0-9][0-9][0-9]-[01][0-9]'
        OR date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
-- statement

ALTER TABLE models ADD COLUMN file_format TEXT
-- statement

ALTER TABLE models ADD COLUMN file_tensor_bytes INTEGER
    CONSTRAINT file_tensor_bytes_not_negative CHECK (file_tensor_bytes >= 0)
-- statement

ALTER TABLE models ADD COLUMN layer_groups TEXT
-- statement

ALTER TABLE models ADD COLUMN fused_qkv INTEGER
    CONSTRAINT fused_qkv_flag CHECK (fused_qkv IN (0, 1))
-- statement

ALTER TABLE models ADD COLUMN parallel_blocks INTEGER
    CONSTRAINT parallel_blocks_flag CHECK (parallel_blocks IN (0, 1))
-- statement

ALTER TABLE models ADD COLUMN mtp_in_file INTEGER
    CONSTRAINT mtp_in_file_flag CHECK (mtp_in_file IN (0, 1))
-- statement
