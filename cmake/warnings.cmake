# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(HEADROOM_WARNINGS_AS_ERRORS)
    # A newer Qt deprecates what this one has; that must not stop who builds with it.
    target_compile_options(warnings INTERFACE -Werror -Wno-error=deprecated-declarations)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
        # Worth reading, it finds real ones; but a reference out of a table, looked up by a temporary
        # name, is none.
        target_compile_options(warnings INTERFACE -Wno-error=dangling-reference)
    endif()
endif()
if(HEADROOM_SANITIZE)
    target_compile_options(warnings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                              -fno-omit-frame-pointer)
    target_link_options(warnings INTERFACE -fsanitize=address,undefined)
endif()
if(HEADROOM_SANITIZE_THREADS)
    target_compile_options(warnings INTERFACE -fsanitize=thread -fno-omit-frame-pointer -O1)
    target_link_options(warnings INTERFACE -fsanitize=thread)
endif()
