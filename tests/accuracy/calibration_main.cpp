// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// calibration-accuracy: what an own measurement brings (docs/speed.md 11). Devices of the published
// measurements count as a person's own: the class is fitted without the device and scaled to some
// of its rows, and the others are predicted. One device, llama.cpp and MLX.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <set>

#include "core/validation/calibration_factors.h"
#include "tests/accuracy/measured.h"

using namespace headroom;

namespace {

using Figures = std::vector<const SpeedObservation*>;

/// Rows of one device and class, and the class fitted without the device.
struct Owned {
    SpeedClass base;
    Figures figures;
};

bool counts(const SpeedObservation& figure) {
    return !figure.userSubmitted && figure.parallelism == "none" &&
           (figure.engine == "llama.cpp" || figure.engine == "mlx") &&
           partOf(figure.figure) != SpeedPart::Both;
}

std::vector<Owned> devicesOf(const std::vector<SpeedObservation>& all) {
    std::map<std::string, SpeedClass> starts;
    for (const SpeedClass& start : tests::documentedClasses()) starts[start.id] = start;
    std::map<std::pair<std::string, std::string>, Owned> devices;
    for (const SpeedObservation& figure : all) {
        if (counts(figure)) devices[{figure.classId, figure.device}].figures.push_back(&figure);
    }
    std::vector<Owned> result;
    for (auto& [key, device] : devices) {
        Figures others;
        for (const SpeedObservation& figure : all) {
            if (figure.classId == key.first && figure.device != key.second) {
                others.push_back(&figure);
            }
        }
        device.base = fittedClass(others, starts.at(key.first));
        result.push_back(std::move(device));
    }
    return result;
}

/// Errors of one way to choose rows, by part.
class Errors {
public:
    /// Scales the class to `own` and predicts `others`.
    void add(const SpeedClass& base, const Figures& own, const Figures& others) {
        std::vector<CalibrationSample> samples;
        for (const SpeedObservation* seen : own) {
            const bool decodes = partOf(seen->figure) == SpeedPart::Decode;
            samples.push_back({seen, 1, decodes, !decodes});
        }
        const auto factors = calibrationFactors(samples, base);
        if (!factors || own.empty()) return;
        const SpeedClass scaled =
            scaledClass(base, factors->decode.value_or(1), factors->prefill.value_or(1));
        std::map<std::string, std::vector<double>> residuals;
        for (const SpeedObservation* seen : own) {
            residuals[seen->model].push_back(slowness(*seen, scaled));
        }
        std::vector<std::vector<double>> byModel;
        for (const auto& [model, values] : residuals) byModel.push_back(values);
        double spread = calibratedSpread(byModel, base.spread);
        if (!factors->decode || !factors->prefill) spread = std::max(spread, base.spread);
        for (const SpeedObservation* seen : others) {
            const bool decodes = partOf(seen->figure) == SpeedPart::Decode;
            if (!(decodes ? factors->decode : factors->prefill)) continue;
            Part& part = decodes ? m_decode : m_prefill;
            part.before.push_back(errorOf(*seen, base));
            part.after.push_back(errorOf(*seen, scaled));
            constexpr double kP90 = 1.2816;  // of a normal distribution
            part.within += std::fabs(slowness(*seen, scaled)) <= kP90 * spread ? 1 : 0;
        }
    }
    void print(const char* title) {
        std::printf("%s\n", title);
        print("decode", m_decode);
        print("prefill", m_prefill);
    }

private:
    struct Part {
        std::vector<double> before;
        std::vector<double> after;
        double within{};
    };
    static double errorOf(const SpeedObservation& seen, const SpeedClass& parameters) {
        return std::fabs(predictedFigure(seen, parameters) / seen.measured - 1);
    }
    static void print(const char* name, Part& part) {
        std::sort(part.before.begin(), part.before.end());
        std::sort(part.after.begin(), part.after.end());
        const auto at = [](const std::vector<double>& sorted, double share) {
            return 100 * sortedPercentile(sorted, share);
        };
        std::printf(
            "  %-8s %5zu rows, median %5.1f -> %5.1f %%, P90 %5.1f -> %5.1f %%, "
            "between P10 and P90 %4.1f %%\n",
            name, part.after.size(), at(part.before, 0.5), at(part.after, 0.5),
            at(part.before, 0.9), at(part.after, 0.9),
            100 * part.within / std::max<double>(1, double(part.after.size())));
    }
    Part m_decode;
    Part m_prefill;
};

/// The first row of decode and the first of prefill.
Figures firstOfEach(const Figures& figures) {
    Figures first;
    for (const SpeedPart part : {SpeedPart::Decode, SpeedPart::Prefill}) {
        const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto* seen) {
            return partOf(seen->figure) == part;
        });
        if (found != figures.end()) first.push_back(*found);
    }
    return first;
}

}  // namespace

int main() try {
    const SpeedObservations all = tests::allMeasured();
    Errors sameModel;
    Errors leftOut;
    Errors otherModels;
    for (const Owned& device : devicesOf(all.figures)) {
        std::set<std::string> models;
        for (const SpeedObservation* seen : device.figures) models.insert(seen->model);
        if (models.size() < 2) continue;
        for (const std::string& model : models) {
            Figures own;
            Figures others;
            for (const SpeedObservation* seen : device.figures) {
                (seen->model == model ? own : others).push_back(seen);
            }
            const Figures first = firstOfEach(own);
            Figures rest;
            for (const SpeedObservation* seen : own) {
                if (std::find(first.begin(), first.end(), seen) == first.end())
                    rest.push_back(seen);
            }
            sameModel.add(device.base, first, rest);
            leftOut.add(device.base, others, own);
            otherModels.add(device.base, own, others);
        }
    }
    sameModel.print("One row of decode and one of prefill predict the model's other rows:");
    leftOut.print("All rows of the other models predict a model left out:");
    otherModels.print("All rows of one model predict the other models:");
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "calibration-accuracy: %s\n", error.what());
    return 1;
}
