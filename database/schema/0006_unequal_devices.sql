-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accelerators of other kinds in the same machine, "rtx-3090*2; rtx-5090": ids of accelerators, read
-- by core/catalog/hardware_rows.cpp. NULL in machines whose accelerators are alike.

ALTER TABLE machines ADD COLUMN further_accelerators TEXT
-- statement

-- What the supplied models were found to have after versions 4 and 5 had been given out; rows that
-- the user has changed stay as they are.
UPDATE models SET fused_qkv = 1
    WHERE fused_qkv IS NULL AND changed_by = 'seed' AND id IN ('phi-3-mini', 'phi-3.5-mini',
        'phi-3-medium', 'phi-4', 'phi-4-mini', 'glm-4-9b', 'dbrx', 'falcon-7b', 'falcon-40b',
        'falcon-180b', 'nomic-embed-text-v1.5', 'jina-reranker-v2-base-multilingual')
-- statement

UPDATE models SET parallel_blocks = 1
    WHERE parallel_blocks IS NULL AND changed_by = 'seed' AND id IN ('command-r-v01',
        'command-r-08-2024', 'command-r-plus', 'command-r7b', 'command-a-111b', 'falcon-7b',
        'falcon-40b', 'falcon-180b')
-- statement

UPDATE models SET mlp_mats = 2
    WHERE mlp_mats IS NULL AND changed_by = 'seed' AND id IN ('all-minilm-l6-v2',
        'bge-large-en-v1.5', 'bge-m3', 'bge-reranker-v2-m3', 'jina-reranker-v2-base-multilingual')
-- statement
