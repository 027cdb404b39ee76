# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(HEADROOM_WARNINGS_AS_ERRORS)
    target_compile_options(warnings INTERFACE -Werror)
endif()
if(HEADROOM_SANITIZE)
    target_compile_options(warnings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                              -fno-omit-frame-pointer)
    target_link_options(warnings INTERFACE -fsanitize=address,undefined)
endif()
