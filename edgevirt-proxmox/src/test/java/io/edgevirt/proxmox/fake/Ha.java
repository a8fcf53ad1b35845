package io.edgevirt.proxmox.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The machines that the HA manager keeps; the world's lock guards it. */
public final class Ha {
    /**
     * A resource.
     *
     * @param sid such as {@code vm:100}
     * @param state what is wished: started, stopped, ignored, disabled
     * @param options all else that the request gave: group, comment, max_restart, max_relocate
     */
    public record Resource(String sid, String state, Map<String, String> options) {
        /** The same with another wish. */
        public Resource wishing(String wish) {
            return new Resource(sid, wish, options);
        }
    }

    private final Map<String, Resource> resources = new LinkedHashMap<>();

    Ha() {}

    /** All resources by sid, to look at and to change. */
    public Map<String, Resource> resources() {
        return resources;
    }

    /** The resource of a machine, unless the manager ignores it. */
    Optional<Resource> of(int vmid) {
        return Optional.ofNullable(resources.get("vm:" + vmid))
                .filter(resource -> !resource.state().equals("ignored"));
    }

    void wish(int vmid, String state) {
        resources.computeIfPresent("vm:" + vmid, (sid, resource) -> resource.wishing(state));
    }
}
