# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# ctest keeps the names of tests in a CMake list: a name with a semicolon or a square bracket is cut
# or swallows the names after it, and what then runs is no test at all, which passes.
#   cmake -DSOURCE_DIR=... -P check_test_names.cmake
file(GLOB_RECURSE files ${SOURCE_DIR}/tests/*.cpp)
set(bad 0)
foreach(file IN LISTS files)
    # A name of two lines ends with the one that opens the tags or the body.
    file(STRINGS ${file} names REGEX "TEST_CASE(_METHOD)?\\([^\"]*\"[^\"]*[];[][^\"]*\"")
    if(names)
        set(bad 1)
        message(STATUS "${file}: ${names}")
    endif()
endforeach()
if(bad)
    message(FATAL_ERROR "Names of tests may not hold [, ] or ; (see tests/check_test_names.cmake).")
endif()
