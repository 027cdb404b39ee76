# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads every #include and fails on an arrow that DESIGN does not allow; also checks the two-line
# licence header, #pragma once and what tests are asserted with.
#
#   cmake -DSOURCE_DIR=<tree> -P check_includes.cmake
#       fails when any file breaks a rule.
#   cmake -DSOURCE_DIR=<tree> -DEVERY_FILE_BREAKS_A_RULE=ON -P check_includes.cmake
#       fails when any file breaks none: proves that the rules bite (tests/data/layering_bad).
cmake_minimum_required(VERSION 3.25)

# Rooms of core and what each may include beside itself. evaluate and what_if are files of core/.
set(core_units "")
set(core_catalog units)
set(core_modelfile units catalog)
set(core_scenario units catalog)
set(core_memory units catalog scenario)
set(core_speed ${core_memory} memory)
set(core_serving ${core_speed} speed)
set(core_energy ${core_speed} speed)
set(core_cost ${core_energy} energy)
set(core_decision ${core_cost} cost serving)
set(core_validation ${core_decision} decision modelfile)
set(core_evaluate ${core_decision} decision)
set(core_explain ${core_evaluate} evaluate)
set(core_what_if ${core_evaluate} evaluate)

# The one library that core uses beside the standard one, header only, behind one wrapper.
set(core_library_modelfile "^nlohmann/json\\.hpp$")

# Layers and what each may include beside itself.
set(layer_core "")
set(layer_database core)
set(layer_ui core database)
set(layer_app core database ui)

# Headers of the standard library that reach for a file, a clock or a terminal: not in core.
set(core_forbidden_std "^(chrono|ctime|filesystem|fstream|iostream)$")

# Qt Core and Qt Sql, as far as a database needs them. A list of what is allowed, so that a new
# window class cannot slip through.
set(database_qt
    "^(Qt(Core|Sql)/.*|QtGlobal|QtLogging|QtEndian|QtNumeric|QSql[A-Za-z]*|Q(AnyStringView|Atomic[A-Za-z]*|Buffer|ByteArray[A-Za-z]*|Char|Collator|CommandLine[A-Za-z]*|CoreApplication|CryptographicHash|DataStream|Date|DateTime|Debug|Dir[A-Za-z]*|ElapsedTimer|Event|EventLoop|File|FileInfo|FileSystemWatcher|Flags|Future[A-Za-z]*|Hash|IODevice|Json[A-Za-z]*|Latin1[A-Za-z]*|LibraryInfo|List|Locale|LockFile|LoggingCategory|Map|MetaEnum|MetaObject|MetaType|Mutex[A-Za-z]*|Object|Pair|Pointer|Process[A-Za-z]*|Promise|Queue|ReadWriteLock|RegularExpression|Resource|Runnable|SaveFile|Scope[A-Za-z]*|Scoped[A-Za-z]*|Semaphore|Set|Settings|Shared[A-Za-z]*|StandardPaths|StorageInfo|String[A-Za-z]*|SysInfo|Temporary[A-Za-z]*|TextStream|Thread[A-Za-z]*|Time|TimeZone|Timer|Translator|Url[A-Za-z]*|Uuid|Utf8StringView|Variant[A-Za-z]*|VarLengthArray|Vector|VersionNumber|XmlStream[A-Za-z]*))$")

set(violations "")
set(clean_files "")

macro(violation text)
    string(APPEND violations "  ${file}: ${text}\n")
    set(is_clean FALSE)
endmacro()

# "core/memory/ledger.h" -> layer core, room memory; "core/evaluate.h" -> room evaluate.
function(locate path layer_variable room_variable)
    string(REGEX MATCH "^[^/]+" layer "${path}")
    string(REGEX REPLACE "^[^/]+/([^/.]+).*$" "\\1" room "${path}")
    set(${layer_variable} "${layer}" PARENT_SCOPE)
    set(${room_variable} "${room}" PARENT_SCOPE)
endfunction()

macro(check_project_include name)
    locate("${name}" target_layer target_room)
    if(NOT target_layer STREQUAL layer AND NOT target_layer IN_LIST layer_${layer})
        violation("${layer} may not include \"${name}\"")
    elseif(layer STREQUAL "core" AND NOT target_room STREQUAL room)
        if(NOT DEFINED core_${room})
            violation("the room core/${room} has no rule; add it to check_includes.cmake")
        elseif(NOT target_room IN_LIST core_${room})
            violation("core/${room} may not include \"${name}\"")
        endif()
    endif()
endmacro()

macro(check_system_include name)
    if(layer STREQUAL "core")
        if(DEFINED core_library_${room} AND "${name}" MATCHES "${core_library_${room}}")
            # allowed
        elseif(NOT "${name}" MATCHES "^[a-z_0-9]+$")
            violation("core includes the standard library only, not <${name}>")
        elseif("${name}" MATCHES "${core_forbidden_std}")
            violation("core touches no file, clock or terminal: <${name}>")
        endif()
    elseif("${name}" MATCHES "^(QtNetwork|QNetwork|QSsl|QTcp|QUdp|QHost)")
        # One room asks the internet, so that one look shows all that leaves the computer.
        if(NOT file MATCHES "^database/refresh/")
            violation("database/refresh alone talks to the network, not <${name}>")
        endif()
    elseif(layer STREQUAL "database")
        if("${name}" MATCHES "^[Qq]" AND NOT "${name}" MATCHES "${database_qt}")
            violation("database uses Qt Core and Qt Sql only, not <${name}>")
        endif()
    elseif(layer STREQUAL "ui")
        if("${name}" MATCHES "^(QSql|QtSql)")
            violation("ui talks to database/, not to <${name}>")
        elseif("${name}" MATCHES "^(QThread.*|QtConcurrent.*|thread)$" AND NOT file MATCHES "/background_task\\.(h|cpp)$")
            violation("ui/document/background_task hands results of a thread to the window, not <${name}>")
        endif()
    endif()
endmacro()

# Tests may include everything, but for the headers that differ between the versions of Catch2.
macro(check_test)
    file(STRINGS "${SOURCE_DIR}/${file}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*<catch2/")
    if(lines AND NOT file STREQUAL "tests/support/catch.h")
        violation("Catch2 is included as \"tests/support/catch.h\", which knows its versions")
    endif()
    file(STRINGS "${SOURCE_DIR}/${file}" lines REGEX "^[ \t]*Q(VERIFY|COMPARE|TRY_)")
    if(lines)
        violation("the macros of QtTest fail no test of Catch2; use REQUIRE and QTest::qWaitFor")
    endif()
endmacro()

macro(check_includes)
    file(STRINGS "${SOURCE_DIR}/${file}" lines REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS lines)
        if(line MATCHES "include[ \t]*<([^>]+)>")
            check_system_include("${CMAKE_MATCH_1}")
        elseif(line MATCHES "include[ \t]*\"([^\"]+)\"")
            set(name "${CMAKE_MATCH_1}")
            if(name MATCHES "^(core|database|ui|app|tests)/")
                check_project_include("${name}")
            elseif(NOT name MATCHES "\\.moc$")
                violation("\"${name}\" is not written from the source root")
            endif()
        endif()
    endforeach()
endmacro()

macro(check_header)
    file(STRINGS "${SOURCE_DIR}/${file}" first LIMIT_COUNT 3)
    list(LENGTH first length)
    if(length LESS 2)
        violation("has no licence header")
    else()
        list(GET first 0 copyright)
        list(GET first 1 licence)
        if(NOT copyright STREQUAL "// SPDX-FileCopyrightText: The Headroom authors"
           OR NOT licence STREQUAL "// SPDX-License-Identifier: GPL-3.0-or-later")
            violation("has no licence header")
        endif()
    endif()
    if(file MATCHES "\\.h$")
        file(STRINGS "${SOURCE_DIR}/${file}" once REGEX "^#pragma once$")
        if(NOT once)
            violation("has no #pragma once")
        endif()
    endif()
endmacro()

file(GLOB_RECURSE files RELATIVE "${SOURCE_DIR}"
     "${SOURCE_DIR}/core/*.h" "${SOURCE_DIR}/core/*.cpp"
     "${SOURCE_DIR}/database/*.h" "${SOURCE_DIR}/database/*.cpp"
     "${SOURCE_DIR}/ui/*.h" "${SOURCE_DIR}/ui/*.cpp"
     "${SOURCE_DIR}/app/*.h" "${SOURCE_DIR}/app/*.cpp"
     "${SOURCE_DIR}/tests/*.h" "${SOURCE_DIR}/tests/*.cpp")
list(FILTER files EXCLUDE REGEX "^tests/data/")
if(NOT files)
    message(FATAL_ERROR "No sources below ${SOURCE_DIR}; the check would pass by seeing nothing.")
endif()

foreach(file IN LISTS files)
    set(is_clean TRUE)
    locate("${file}" layer room)
    check_header()
    if(layer STREQUAL "tests")
        check_test()
    else()
        check_includes()
    endif()
    if(is_clean)
        list(APPEND clean_files "${file}")
    endif()
endforeach()

if(EVERY_FILE_BREAKS_A_RULE)
    if(clean_files)
        list(JOIN clean_files "\n  " text)
        message(FATAL_ERROR "Each of these files breaks a rule, yet none was reported:\n  ${text}")
    endif()
elseif(violations)
    message(FATAL_ERROR "Rules broken:\n${violations}")
endif()
