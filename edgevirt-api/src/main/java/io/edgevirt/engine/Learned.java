package io.edgevirt.engine;

import io.edgevirt.VMInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this connection learned of machines by asking them one by one, which wins over a listing that is older: a cluster's
 * listing may lag behind. Holds the machines asked last.
 */
final class Learned {

    private static final int HELD = 4096;

    private final Map<String, VMInfo> byId = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, VMInfo> eldest) {
            return size() > HELD;
        }
    };

    synchronized VMInfo learn(VMInfo info) {
        byId.put(info.id(), info);
        return info;
    }

    synchronized void forget(String id) {
        byId.remove(id);
    }

    synchronized VMInfo newest(VMInfo listed) {
        VMInfo known = byId.get(listed.id());
        return known != null && known.readAt().isAfter(listed.readAt()) ? known : listed;
    }
}
