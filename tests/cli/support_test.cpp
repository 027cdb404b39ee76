// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line says of kernels, usable memory and layers in host memory.
#include <QJsonArray>

#include "tests/cli/run_cli.h"
#include "tests/support/qt_strings.h"

using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList memory(const QString& model, const QString& machine, const QStringList& more = {}) {
    return QStringList{u"memory"_s,      u"--model"_s,   model,  u"--weights"_s,
                       u"gguf-q4_k_m"_s, u"--machine"_s, machine} +
           more;
}

}  // namespace

TEST_CASE("Usable memory stands beside memory as sold", "[cli][support]") {
    const Workshop shop;
    const Run tower = shop.cli(memory(u"llama-3.1-8b"_s, u"diy-1x3090"_s));
    REQUIRE(tower.code == 0);
    CHECK(tower.out.contains("as sold"));
    CHECK(tower.out.contains("screen"));
    CHECK(tower.out.contains("Each device reports 23.5 of 24.0 GiB"));
    const Run mac = shop.cli(memory(u"llama-3.1-8b"_s, u"mac-studio-m2ultra-192"_s));
    CHECK_FALSE(mac.out.contains("screen"));
    CHECK(mac.out.contains("iogpu.wired_limit_mb=186777"));
}

TEST_CASE("A model that is too big says what trying it would come to", "[cli][support]") {
    const Workshop shop;
    const Run tower = shop.cli(memory(u"llama-3.1-70b"_s, u"diy-1x4090"_s));
    CHECK(tower.out.contains("Does not fit"));
    CHECK(tower.out.contains("of 80 layers lie in host memory"));
    CHECK(tower.out.contains("tok/s for one user"));
    CHECK_FALSE(shop.cli(memory(u"llama-3.1-8b"_s, u"diy-1x4090"_s)).out.contains("host memory,"));
}

TEST_CASE("Slow caches are warned of and priced", "[cli][support]") {
    const Workshop shop;
    const auto speed = [&](const QString& kv) {
        return shop.cli({u"speed"_s, u"--model"_s, u"llama-3.1-8b"_s, u"--weights"_s,
                         u"gguf-q4_k_m"_s, u"--machine"_s, u"diy-1x4090"_s, u"--kv"_s, kv,
                         u"--format"_s, u"json"_s});
    };
    const Run slow = speed(u"q5_1"_s);
    const Run fast = speed(u"q8_0"_s);
    CHECK(slow.error.contains(u"attention runs on the CPU"_s));
    CHECK(fast.error.isEmpty());
    const auto decode = [](const Run& run) {
        return run.json()[u"decode_tokens_per_second"_s][u"likely"_s].toDouble();
    };
    // engine_support.csv: 0.35 of the native rate.
    CHECK(decode(slow) / decode(fast) == Approx(0.35).margin(0.02));
}

TEST_CASE("An evaluation carries cautions and consequences", "[cli][support]") {
    const Workshop shop;
    const QStringList ask{u"evaluate"_s, shop.scenario(),
                          u"--set"_s,    u"model.kv_cache=kv-llamacpp-q5_1"_s,
                          u"--set"_s,    u"model.id=llama-3.1-70b"_s};
    const Run text = shop.cli(ask);
    CHECK(text.out.contains("Slow fallbacks, and what nobody documents:"));
    const QJsonObject json = shop.cli(ask + QStringList{u"--format"_s, u"json"_s}).json();
    int cautions = 0;
    int spills = 0;
    for (const QJsonValue option : json[u"options"_s].toArray()) {
        cautions += static_cast<int>(option[u"cautions"_s].toArray().size());
        if (option[u"spill"_s].isObject()) {
            ++spills;
            CHECK(option[u"spill"_s][u"host_layers"_s].toInt() > 0);
            CHECK_FALSE(option[u"feasible"_s].toBool());
        }
    }
    CHECK(cautions > 0);
    CHECK(spills > 0);
}
