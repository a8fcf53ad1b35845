package io.edgevirt.testkit;

import io.edgevirt.Feature;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** The one table that says by which operation each feature is proved, or refused. */
final class FeatureProofs {

    private static final Map<Feature, Consumer<Trial>> ALL = all();

    private FeatureProofs() {}

    /** The proof of a feature; a feature without one is a mistake of the kit. */
    static Consumer<Trial> of(Feature feature) {
        Consumer<Trial> proof = ALL.get(feature);
        if (proof == null) {
            throw new IllegalStateException("the contract kit has no proof of " + feature);
        }
        return proof;
    }

    /** Every proof. */
    static Map<Feature, Consumer<Trial>> table() {
        return Collections.unmodifiableMap(ALL);
    }

    private static Map<Feature, Consumer<Trial>> all() {
        Map<Feature, Consumer<Trial>> proofs = new EnumMap<>(Feature.class);
        PowerProofs.into(proofs);
        DefinitionProofs.into(proofs);
        DeviceProofs.into(proofs);
        CopyProofs.into(proofs);
        InsideProofs.into(proofs);
        SiteProofs.into(proofs);
        return proofs;
    }
}
