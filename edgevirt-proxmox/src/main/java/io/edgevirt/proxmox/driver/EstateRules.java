package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.read.Estate;
import java.util.List;
import java.util.Optional;

/** What stands against a new machine in a cluster. */
final class EstateRules {

    private EstateRules() {}

    /** Proxmox VE lets several machines have one name; EdgeVirt, which finds machines by their names, does not make them. */
    static List<Finding> taken(Estate estate, String name) {
        return estate.machines().stream()
                .filter(vm -> vm.name().equals(name))
                .map(vm -> Finding.fail(
                        "name",
                        Problem.ALREADY_EXISTS,
                        name,
                        "machine " + vm.id() + " has that name",
                        "choose another, or delete that one"))
                .limit(1)
                .toList();
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    static List<Finding> resourcePool(Estate estate, Optional<String> wanted) {
        return wanted.filter(name -> !estate.pools().contains(name)).stream()
                .map(name -> Finding.fail(
                        "resourcePool",
                        Problem.NOT_FOUND,
                        name,
                        "there is no resource pool '" + name + "'",
                        "the pools are " + estate.pools().stream().sorted().toList()))
                .toList();
    }
}
