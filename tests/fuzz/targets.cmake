# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The fuzz targets: fuzz_NAME.cpp with the files of corpus/NAME.
set(core_fuzz_targets gguf safetensors config bench)
set(database_fuzz_targets import scenario catalog_csv)
