# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What a Linux desktop expects of a program. Caches of icons, MIME types and desktop entries are
# brought up to date by the triggers of the distribution, so that packages need no scripts.
set(linux_dir ${CMAKE_CURRENT_SOURCE_DIR}/linux)
set(generated ${CMAKE_CURRENT_BINARY_DIR})
set(scenario_type application-x-headroom-scenario)

install(TARGETS headroom headroom-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${linux_dir}/${HEADROOM_APP_ID}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
configure_file(${linux_dir}/${HEADROOM_APP_ID}.metainfo.xml.in ${generated}/${HEADROOM_APP_ID}.metainfo.xml @ONLY)
install(FILES ${generated}/${HEADROOM_APP_ID}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${linux_dir}/${HEADROOM_APP_ID}.mime.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME ${HEADROOM_APP_ID}.xml)

# Icons: the drawing, and pictures for desktops that draw none.
install(FILES ${app_icon}
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps RENAME ${HEADROOM_APP_ID}.svg)
install(FILES ${linux_dir}/${scenario_type}.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/mimetypes)
add_custom_command(
    OUTPUT ${generated}/icons.stamp
    COMMAND make_icons ${app_icon} hicolor ${generated}/hicolor apps ${HEADROOM_APP_ID}
    COMMAND make_icons ${linux_dir}/${scenario_type}.svg hicolor ${generated}/hicolor mimetypes ${scenario_type}
    COMMAND ${CMAKE_COMMAND} -E touch ${generated}/icons.stamp
    DEPENDS make_icons ${app_icon} ${linux_dir}/${scenario_type}.svg
    COMMENT "Drawing icons")
install(DIRECTORY ${generated}/hicolor DESTINATION ${CMAKE_INSTALL_DATADIR}/icons)

# Man pages: prose and what --help prints.
set(man_dir ${CMAKE_CURRENT_SOURCE_DIR}/man)
set(man_pages ${generated}/man/headroom.1 ${generated}/man/headroom-cli.1)
add_custom_command(
    OUTPUT ${man_pages}
    COMMAND ${man_dir}/make_pages.sh $<TARGET_FILE:headroom> $<TARGET_FILE:headroom-cli> ${generated}/man
            ${PROJECT_VERSION} ${HEADROOM_RELEASE_DATE}
    DEPENDS headroom headroom-cli ${man_dir}/make_pages.sh ${man_dir}/help_to_man.awk
            ${man_dir}/headroom.1.in ${man_dir}/headroom-cli.1.in
    COMMENT "Writing man pages")
add_custom_target(installed_files ALL DEPENDS ${generated}/icons.stamp ${man_pages})
set(completions_dir ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/completion/headroom-cli DESTINATION ${completions_dir})
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/completion/headroom-cli DESTINATION ${completions_dir} RENAME headroom)

# Packed as Debian packs them where gzip is there: -n leaves out the time, for equal packages.
find_program(GZIP_PROGRAM gzip)
set(changelog ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
find_program(DPKG_QUERY dpkg-query)
if(GZIP_PROGRAM)
    set(packed "")
    set(packed_logs ${generated}/packed/changelog.gz)
    if(DPKG_QUERY)
        execute_process(COMMAND date -u -R -d ${HEADROOM_RELEASE_DATE} OUTPUT_VARIABLE debian_date
                        OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
        configure_file(${linux_dir}/changelog.Debian.in ${generated}/changelog.Debian @ONLY)
        set(debian_changelog ${generated}/changelog.Debian)
        list(APPEND packed_logs ${generated}/packed/changelog.Debian.gz)
    endif()
    foreach(file ${man_pages} ${changelog} ${debian_changelog})
        get_filename_component(name ${file} NAME)
        if(file STREQUAL changelog)
            set(name changelog)
        endif()
        add_custom_command(OUTPUT ${generated}/packed/${name}.gz
                           COMMAND ${CMAKE_COMMAND} -E make_directory ${generated}/packed
                           COMMAND ${GZIP_PROGRAM} -9nc ${file} > ${generated}/packed/${name}.gz
                           DEPENDS ${file} VERBATIM)
        list(APPEND packed ${generated}/packed/${name}.gz)
    endforeach()
    add_custom_target(packed_files ALL DEPENDS ${packed})
    install(FILES ${generated}/packed/headroom.1.gz ${generated}/packed/headroom-cli.1.gz
            DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${packed_logs} DESTINATION ${CMAKE_INSTALL_DOCDIR})
else()
    install(FILES ${man_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${changelog} DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

install(FILES ${linux_dir}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
# The formulas that the program cites as docs/memory.md 1.2, and the examples to try them on.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/examples DESTINATION ${CMAKE_INSTALL_DOCDIR})

# What is linked, with versions and licences; the tools ask dpkg whose library is whose.
if(DPKG_QUERY)
    set(sbom_dir ${CMAKE_CURRENT_SOURCE_DIR}/sbom)
    add_custom_command(
        OUTPUT ${generated}/headroom.cdx.json
        COMMAND ${sbom_dir}/make_sbom.sh --json ${generated}/headroom.cdx.json --version ${PROJECT_VERSION}
                $<TARGET_FILE:headroom> $<TARGET_FILE:headroom-cli>
        DEPENDS headroom headroom-cli ${sbom_dir}/make_sbom.sh ${sbom_dir}/licences.csv
        COMMENT "Listing what is linked")
    add_custom_target(sbom ALL DEPENDS ${generated}/headroom.cdx.json)
    install(FILES ${generated}/headroom.cdx.json DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()
