# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The committed files of every fuzz target, replayed by the suite in any build.
include(${CMAKE_CURRENT_LIST_DIR}/targets.cmake)

function(add_replay target library)
    set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
    add_executable(replay_${target} ${folder}/replay_main.cpp ${folder}/fuzz_${target}.cpp)
    target_link_libraries(replay_${target} PRIVATE ${library} warnings)
    target_include_directories(replay_${target} PRIVATE ${PROJECT_SOURCE_DIR})
    set_target_properties(replay_${target} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    add_test(NAME "corpus: ${target}" COMMAND replay_${target} ${folder}/corpus/${target})
endfunction()

foreach(target ${core_fuzz_targets})
    add_replay(${target} headroom_core)
endforeach()
if(HEADROOM_GUI)
    foreach(target ${database_fuzz_targets})
        add_replay(${target} headroom_database)
    endforeach()
endif()
