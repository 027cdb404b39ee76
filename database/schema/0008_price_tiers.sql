-- SPDX-FileCopyrightText: The Headroom authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Prices that depend on how much: prompts above a length are charged the long prices, read by
-- core/catalog/offer_rows.cpp; traffic beyond N GB in a month is item egress_gb_from_N, read by
-- core/cost/option_prices.cpp.

ALTER TABLE api_prices ADD COLUMN long_prompt_from_tokens INTEGER
    CONSTRAINT long_prompt_from_tokens_positive CHECK (long_prompt_from_tokens > 0)
-- statement

ALTER TABLE api_prices ADD COLUMN long_input_usd_per_mtok REAL
    CONSTRAINT long_input_usd_per_mtok_not_negative CHECK (long_input_usd_per_mtok >= 0)
-- statement

ALTER TABLE api_prices ADD COLUMN long_cached_input_usd_per_mtok REAL
    CONSTRAINT long_cached_input_usd_per_mtok_not_negative CHECK (long_cached_input_usd_per_mtok >= 0)
-- statement

ALTER TABLE api_prices ADD COLUMN long_output_usd_per_mtok REAL
    CONSTRAINT long_output_usd_per_mtok_not_negative CHECK (long_output_usd_per_mtok >= 0)
-- statement

-- Lengths that the supplied rows already told in their notes; their prices are not known.
UPDATE api_prices SET long_prompt_from_tokens = 200000
    WHERE changed_by = 'seed' AND id IN ('anthropic-claude-sonnet-4-5', 'google-gemini-api-gemini-3-1-pro-preview', 'google-gemini-api-gemini-2-5-pro')
-- statement

UPDATE api_prices SET long_prompt_from_tokens = 272000
    WHERE changed_by = 'seed' AND id IN ('openai-gpt-5-6-sol', 'openai-gpt-5-6-terra', 'openai-gpt-5-6-luna', 'openai-gpt-5-4')
-- statement

UPDATE api_prices SET long_prompt_from_tokens = 512000
    WHERE changed_by = 'seed' AND id IN ('minimax-minimax-m3')
-- statement

-- AWS: 100 GB a month are free, and the price falls beyond 10 TB. Nothing happens to a row that the
-- user has changed, or in the empty table of a new catalog, whose rows follow.
UPDATE OR IGNORE cloud_extras SET item = 'egress_gb_from_100',
    unit = 'USD/GB internet egress beyond 100 GB/month, to 10 TB'
    WHERE provider = 'AWS' AND item = 'egress_gb' AND price_usd > 0 AND changed_by = 'seed'
-- statement

INSERT INTO cloud_extras (provider, item, price_usd, unit, as_of_date, source_url)
    SELECT 'AWS', 'egress_gb', 0, 'USD/GB internet egress, first 100 GB/month', as_of_date, source_url
    FROM cloud_extras WHERE provider = 'AWS' AND item = 'egress_gb_from_100' AND changed_by = 'seed'
    ON CONFLICT DO NOTHING
-- statement

INSERT INTO cloud_extras (provider, item, price_usd, unit, as_of_date, source_url)
    SELECT 'AWS', 'egress_gb_from_10240', 0.085, 'USD/GB internet egress beyond 10 TB/month', '2026',
        'secondary: CloudPriceBook, next 40 TB; verify at aws.amazon.com/ec2/pricing'
    FROM cloud_extras WHERE provider = 'AWS' AND item = 'egress_gb_from_100' AND changed_by = 'seed'
    ON CONFLICT DO NOTHING
-- statement
