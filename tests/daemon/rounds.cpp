// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Listeners come to stand and are kept so, whatever the cloud, the power and other people do.

#include "daemon.hpp"

#include <atomic>
#include <random>

using namespace gateway_test;
using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;

TEST_CASE("daemon: listeners of two clouds come to stand, and stay after the end but for those that shall not") {
    tool::cloud cloud({}, 0);
    const folder here;
    json listeners{
        {"web", tcp_listener()},
        {"other", tcp_listener(81, "other")},
        {"fast",
         {{"action", "aliyun.ga.CreateListener"},
          {"region", "cn-hangzhou"},
          {"request",
           {{"AcceleratorId", "ga-1"}, {"PortRanges", json::array({json{{"FromPort", 20}, {"ToPort", 20}}})}}}}},
        {"plain",
         {{"action", "tencent.gaap.CreateTCPListeners"},
          {"request",
           {{"ProxyId", "link-1"},
            {"ListenerName", "plain"},
            {"Ports", json::array({90})},
            {"Scheduler", "rr"},
            {"HealthCheck", 0},
            {"RealServerType", "IP"}}}}}};
    listeners["other"]["deregister_on_stop"] = true;
    listeners["plain"]["deregister_on_stop"] = true;
    running_daemon runs(here, quick(cloud, listeners));
    for (std::size_t i = 0; i != 4; ++i) CHECK(runs.stands(i));
    CHECK(comes_true([&] { return runs.word("did", 2) == "left"; }));
    CHECK(runs.status()["state"] == "running");
    CHECK(standing(cloud).size() == 2);
    const tool::outcome ended = runs.end();
    CHECK(ended.status == 0);
    CHECK(ended.output.empty());
    CHECK(runs.status()["state"] == "stopped");
    REQUIRE(standing(cloud).size() == 1);
    CHECK(standing(cloud)[0].details["ListenerName"] == "web");
    CHECK(standing(cloud, "ga-1", "aliyun.ga").size() == 1);
    CHECK(standing(cloud, "link-1", "tencent.gaap").empty());
    const auto gone = events_of(ended, "deregistered");
    REQUIRE(gone.size() == 2);
    CHECK(gone[0]["listener"] == "other");
    CHECK(gone[0]["deletion"] == "done");
    CHECK(gone[1]["deletion"] == "accepted"); // its action has no task
    // A round that finds everything as it was says nothing.
    CHECK(events_of(ended, "ensured").size() <= 8);
}

TEST_CASE("daemon: what others change or delete is put right at the next round") {
    tool::cloud cloud({}, 0);
    const folder here;
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}}));
    REQUIRE(comes_true([&] { return runs.word("did") == "left"; }));
    const std::string id = runs.word("id");
    REQUIRE(by_somebody(cloud, {"call", "tencent.clb.ModifyListener", "LoadBalancerId=lb-1", "ListenerId=" + id,
                                "ListenerName=spoilt"})
                .status == 0);
    CHECK(comes_true([&] { return runs.word("did") == "changed"; }));
    CHECK(standing(cloud)[0].details["ListenerName"] == "web");
    CHECK(comes_true([&] { return runs.word("did") == "left"; }));
    REQUIRE(
        by_somebody(cloud, {"call", "tencent.clb.DeleteListener", "LoadBalancerId=lb-1", "ListenerId=" + id}).status ==
        0);
    CHECK(comes_true([&] { return standing(cloud).size() == 1 && runs.word("id") != id && runs.word("id") != ""; }));
    const tool::outcome ended = runs.end();
    CAPTURE(ended.error);
    const auto rounds = events_of(ended, "ensured");
    const auto has = [&](const char* did) {
        return std::any_of(rounds.begin(), rounds.end(), [&](const json& one) { return one.value("did", "") == did; });
    };
    CHECK(has("changed"));
    CHECK(has("created"));
}

TEST_CASE("daemon: nobody is there at boot; then a reload names another endpoint") {
    tool::cloud cloud({}, 0);
    const folder here;
    json away = quick(cloud, {{"web", tcp_listener()}});
    away["endpoint"] = "localhost:9"; // discard: nobody listens
    away["timeout_seconds"] = 0.2;
    running_daemon runs(here, away);
    CHECK(comes_true([&] { return runs.word("outcome") == "not_sent"; }));
    CHECK(runs.word("reason").find("nothing was changed") == 0);
    CHECK(runs.status()["listeners"][0]["failures"].get<int>() >= 1);
    runs.configure(quick(cloud, {{"web", tcp_listener()}}));
    runs.signal(SIGHUP);
    CHECK(runs.stands());
    CHECK(standing(cloud).size() == 1);
    CHECK(runs.end().status == 0);
}

TEST_CASE("daemon: throttled, a gateway's page, answers lost and connections cut: one listener stands in the end") {
    std::atomic<int> requests{0};
    const auto fault = [&](const emulator_call&) {
        emulator_fault made;
        switch (requests++) {
        case 0: made.what = emulator_fault::kind::throttled; break;
        case 1: made.what = emulator_fault::kind::drop; break;
        case 3:
            made.what = emulator_fault::kind::status;
            made.status = 502;
            break;
        case 5: // the create, say: it is done, and nobody is told
            made.what = emulator_fault::kind::drop;
            made.take_effect = true;
            break;
        case 6:
            made.what = emulator_fault::kind::truncated;
            made.size = 20;
            break;
        default: break;
        }
        return made;
    };
    tool::cloud cloud(fault, 0);
    const folder here;
    json configuration = quick(cloud, {{"web", tcp_listener()}, {"other", tcp_listener(81, "other")}});
    running_daemon runs(here, configuration);
    CHECK(runs.stands(0));
    CHECK(runs.stands(1));
    CHECK(requests > 7);
    CHECK(standing(cloud).size() == 2);
    CHECK(runs.end().status == 0);
}

TEST_CASE("daemon: what people have to see to is said, and the others stand") {
    tool::cloud cloud({}, 0);
    cloud.server.stage().cloud().place(
        {.system = "tencent.clb", .owner = "lb-1", .id = "lbl-inthewayy", .protocol = "HTTP", .ports = {{80, 80}}});
    const folder here;
    running_daemon runs(here, quick(cloud, {{"web", tcp_listener()}, {"other", tcp_listener(81, "other")}}));
    CHECK(runs.stands(1));
    CHECK(runs.word("outcome") == "in_the_way");
    CHECK(runs.word("other_id") == "lbl-inthewayy");
    // It is allowed to replace it from now on.
    json allowed = quick(cloud, {{"web", tcp_listener()}});
    allowed["listeners"]["web"]["replace"] = true;
    runs.configure(allowed);
    runs.signal(SIGHUP);
    CHECK(runs.stands());
    const tool::outcome ended = runs.end();
    const auto rounds = events_of(ended, "ensured");
    CHECK(std::any_of(rounds.begin(), rounds.end(), [](const json& one) { return one.contains("deleted"); }));
    const auto reloads = events_of(ended, "reloaded");
    REQUIRE(reloads.size() == 1);
    CHECK(reloads[0]["released"][0]["listener"] == "other");
    CHECK(standing(cloud).size() == 2); // what is not declared any more stays
}

TEST_CASE("daemon: the power is cut at any instant, and one listener of each stands") {
    tool::cloud cloud({}, 0);
    const folder here;
    const json configuration = quick(cloud, {{"web", tcp_listener()}, {"other", tcp_listener(81, "other")}});
    std::mt19937 random(7);
    for (int i = 0; i != 12; ++i) {
        running_daemon runs(here, configuration);
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 80));
        static_cast<void>(runs.end(SIGKILL));
        CHECK(standing(cloud).size() <= 2);
        if (i % 4 == 3)
            for (const auto& one : standing(cloud))
                static_cast<void>(by_somebody(
                    cloud, {"call", "tencent.clb.DeleteListener", "LoadBalancerId=lb-1", "ListenerId=" + one.id}));
    }
    std::filesystem::remove(here.path + "/status.json");
    running_daemon runs(here, configuration);
    CHECK(runs.stands(0));
    CHECK(runs.stands(1));
    CHECK(standing(cloud).size() == 2);
    CHECK(runs.end().status == 0);
    // Nothing half written is left of them.
    for (const auto& one : std::filesystem::directory_iterator(here.path))
        if (one.path().filename().string().find("status.json.") == 0) CHECK(std::filesystem::file_size(one) < 10000);
}

TEST_CASE("daemon: once, with the tool's statuses") {
    tool::cloud cloud({}, 0);
    const folder here;
    json configuration = quick(cloud, {{"web", tcp_listener()}});
    configuration["status_file"] = here.path + "/status.json";
    configuration["state_file"] = here.path + "/state.json";
    here.write("gateway.json", configuration.dump());
    const auto once = [&] {
        const tool::outcome ended = tool::run({"--once", here.path + "/gateway.json"});
        everything_said() += ended.output + ended.error;
        return ended;
    };
    CHECK(once().status == 0);
    CHECK(standing(cloud).size() == 1);
    configuration["listeners"]["web"]["request"]["Protocol"] = "HTTP";
    here.write("gateway.json", configuration.dump());
    CHECK(once().status == 5);
    configuration["listeners"]["web"] = tcp_listener();
    configuration["endpoint"] = "localhost:9";
    configuration["timeout_seconds"] = 0.2;
    here.write("gateway.json", configuration.dump());
    CHECK(once().status == 3);
}
