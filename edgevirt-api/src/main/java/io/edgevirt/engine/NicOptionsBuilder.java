package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.NicOptions;
import io.edgevirt.spi.NicSpec;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Collects how a network adapter is made. */
final class NicOptionsBuilder implements NicOptions {

    private Optional<Integer> vlan = Optional.empty();
    private Optional<Boolean> macSpoofing = Optional.empty();
    private Optional<String> mac = Optional.empty();

    static NicSpec spec(String network, Consumer<NicOptions> options) {
        NicOptionsBuilder builder = new NicOptionsBuilder();
        options.accept(builder);
        return new NicSpec(network, builder.vlan, builder.macSpoofing, builder.mac);
    }

    static Feature[] needs(NicSpec nic, Feature... others) {
        Set<Feature> needs = EnumSet.noneOf(Feature.class);
        needs.addAll(Set.of(others));
        nic.vlan().ifPresent(v -> needs.add(Feature.NIC_VLAN));
        if (nic.macSpoofing().orElse(false)) {
            needs.add(Feature.MAC_SPOOFING);
        }
        return needs.toArray(Feature[]::new);
    }

    @Override
    public NicOptions vlan(int id) {
        vlan = Optional.of(id);
        return this;
    }

    @Override
    public NicOptions macSpoofing(boolean on) {
        macSpoofing = Optional.of(on);
        return this;
    }

    @Override
    public NicOptions mac(String address) {
        mac = Optional.of(address.toLowerCase(Locale.ROOT).replace('-', ':'));
        return this;
    }
}
