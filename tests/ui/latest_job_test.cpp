// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/latest_job.h"

#include <QThread>
#include <QtTest/QtTest>
#include <atomic>
#include <stdexcept>

#include "tests/support/catch.h"

using namespace headroom;
using namespace std::chrono_literals;

namespace {

/// Works until it is stopped or `release` is set.
LatestJob::Work waiting(std::atomic<bool>& began, std::atomic<bool>& release,
                        LatestJob::Delivery delivery) {
    return [&began, &release, delivery](const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
        began = true;
        while (!stopped() && !release) QThread::msleep(1);
        return delivery;
    };
}

bool waitFor(const std::function<bool()>& condition) {
    return QTest::qWaitFor(condition, 20'000);
}

}  // namespace

TEST_CASE("What a work finds is taken over in the thread of the job", "[job]") {
    LatestJob job(0ms);
    QThread* worked = nullptr;
    QThread* delivered = nullptr;
    job.run([&](const LatestJob::Stopped&) -> LatestJob::Delivery {
        worked = QThread::currentThread();
        return [&] { delivered = QThread::currentThread(); };
    });
    CHECK(job.busy());
    REQUIRE(waitFor([&] { return !job.busy(); }));
    CHECK(delivered == QThread::currentThread());
    CHECK(worked != nullptr);
    CHECK(worked != delivered);
}

TEST_CASE("A newer work stops the older one, and only its own result is taken over", "[job]") {
    LatestJob job(0ms);
    std::atomic<bool> began{};
    std::atomic<bool> release{};
    int first = 0;
    int second = 0;
    job.run(waiting(began, release, [&] { ++first; }));
    REQUIRE(waitFor([&] { return began.load(); }));
    job.run([&](const LatestJob::Stopped&) -> LatestJob::Delivery { return [&] { ++second; }; });
    REQUIRE(waitFor([&] { return !job.busy(); }));
    CHECK(first == 0);
    CHECK(second == 1);
}

TEST_CASE("Works given one after the other begin once, with the last", "[job]") {
    LatestJob job(20ms);
    std::atomic<int> begun{};
    int found = 0;
    for (int i = 1; i <= 5; ++i) {
        job.run([&begun, &found, i](const LatestJob::Stopped&) -> LatestJob::Delivery {
            ++begun;
            return [&found, i] { found = i; };
        });
    }
    REQUIRE(waitFor([&] { return !job.busy(); }));
    CHECK(begun == 1);
    CHECK(found == 5);
}

TEST_CASE("A stopped work delivers nothing, and the job can be used again", "[job]") {
    LatestJob job(0ms);
    std::atomic<bool> began{};
    std::atomic<bool> release{};
    int delivered = 0;
    job.run(waiting(began, release, [&] { ++delivered; }));
    REQUIRE(waitFor([&] { return began.load(); }));
    job.stop();
    CHECK_FALSE(job.busy());
    job.run(
        [&](const LatestJob::Stopped&) -> LatestJob::Delivery { return [&] { delivered += 10; }; });
    REQUIRE(waitFor([&] { return !job.busy(); }));
    CHECK(delivered == 10);
}

TEST_CASE("What a work throws counts as nothing found", "[job]") {
    LatestJob job(0ms);
    job.run([](const LatestJob::Stopped&) -> LatestJob::Delivery {
        throw std::runtime_error("no luck");
    });
    REQUIRE(waitFor([&] { return !job.busy(); }));
    bool again = false;
    job.run(
        [&](const LatestJob::Stopped&) -> LatestJob::Delivery { return [&] { again = true; }; });
    REQUIRE(waitFor([&] { return !job.busy(); }));
    CHECK(again);
}

TEST_CASE("A job that goes away waits for its thread and delivers nothing", "[job]") {
    std::atomic<bool> began{};
    std::atomic<bool> release{};
    std::atomic<bool> ended{};
    bool delivered = false;
    {
        LatestJob job(0ms);
        job.run([&](const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
            began = true;
            while (!stopped()) QThread::msleep(1);
            ended = true;
            return [&] { delivered = true; };
        });
        REQUIRE(waitFor([&] { return began.load(); }));
    }
    CHECK(ended);
    QCoreApplication::processEvents();
    CHECK_FALSE(delivered);
}

TEST_CASE("A delivery may give the next work", "[job]") {
    LatestJob job(0ms);
    int rounds = 0;
    LatestJob::Work work;
    work = [&](const LatestJob::Stopped&) -> LatestJob::Delivery {
        return [&] {
            if (++rounds < 3) job.run(work);
        };
    };
    job.run(work);
    REQUIRE(waitFor([&] { return rounds == 3 && !job.busy(); }));
}
