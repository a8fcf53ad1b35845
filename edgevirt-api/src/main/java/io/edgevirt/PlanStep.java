package io.edgevirt;

import io.edgevirt.engine.Line;

/**
 * One native request of a plan.
 *
 * @param title what it does, in a few words, such as {@code create volume default/edge-01.qcow2}
 * @param request the request as it is sent, secrets masked: domain XML, a SOAP body, PowerShell data, form parameters
 */
public record PlanStep(String title, String request) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
