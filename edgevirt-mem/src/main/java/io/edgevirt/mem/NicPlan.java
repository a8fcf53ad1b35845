package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.NicSpec;
import java.util.Locale;

/** Checks and makes network adapters. */
final class NicPlan {

    private final World world;
    private final Checks checks;

    NicPlan(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    void check(NicSpec nic) {
        if (world.things().bridge(nic.network()).isEmpty()) {
            checks.fail(
                    "nic.network",
                    Problem.NOT_FOUND,
                    nic.network(),
                    "there is no switch '" + nic.network() + "'",
                    "the switches are "
                            + world.things().bridges().stream()
                                    .map(Bridge::name)
                                    .toList());
        }
        checks.need(nic.vlan().isPresent(), Feature.NIC_VLAN, "nic.vlan", nic.network());
        checks.need(nic.macSpoofing().isPresent(), Feature.MAC_SPOOFING, "nic.macSpoofing", nic.network());
        nic.mac()
                .filter(mac -> taken(world, mac))
                .ifPresent(mac -> checks.fail(
                        "nic.mac",
                        Problem.ALREADY_EXISTS,
                        mac,
                        "another adapter has this MAC address",
                        "leave the choice to the system"));
    }

    private static boolean taken(World world, String mac) {
        return world.machines().values().stream()
                .flatMap(m -> m.plugs().stream())
                .anyMatch(p -> p.mac().equals(mac));
    }

    static Machine.Plug plug(World world, Machine machine, NicSpec nic) {
        Bridge bridge =
                world.things().bridge(nic.network()).orElseThrow(() -> Problems.notFound("switch", nic.network()));
        if (nic.mac().isPresent() && taken(world, nic.mac().get())) {
            throw Problems.taken("MAC address", nic.mac().get());
        }
        Machine.Plug plug = new Machine.Plug(
                world.nextName("nic"),
                nic.mac().orElseGet(() -> freeMac(world)),
                bridge,
                nic.vlan(),
                nic.macSpoofing());
        machine.plugs().add(plug);
        return plug;
    }

    private static String freeMac(World world) {
        String mac;
        do {
            int n = world.nextNumber();
            mac = world.preset().macPrefix() + ":" + hex(n >> 16) + ":" + hex(n >> 8) + ":" + hex(n);
        } while (taken(world, mac));
        return mac;
    }

    private static String hex(int number) {
        String digits = Integer.toHexString(number & 0xff).toLowerCase(Locale.ROOT);
        return digits.length() == 1 ? "0" + digits : digits;
    }
}
