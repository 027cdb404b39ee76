// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

int main(int argc, char* argv[]) {
    return headroom::cli::runProgram(argc, argv);
}
