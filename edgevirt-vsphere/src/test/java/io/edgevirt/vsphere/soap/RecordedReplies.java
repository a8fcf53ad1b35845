package io.edgevirt.vsphere.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.PropertyFilterSpec;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.vsphere.sim.Effect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Replies of VMware's simulator: those that are kept with the tests and, where a simulator can be started, what it says at
 * this run.
 */
final class RecordedReplies {

    private static final String[] METHODS = {
        "RetrieveServiceContent", "Login", "RetrieveProperties", "CurrentTime", "PowerOnVM_Task"
    };

    /**
     * A reply.
     *
     * @param returns the type that its request returns
     */
    record Reply(String returns, String text) {}

    private final List<Reply> good = new ArrayList<>();
    private final List<Reply> faults = new ArrayList<>();

    private RecordedReplies() {}

    static RecordedReplies record() throws IOException {
        RecordedReplies all = new RecordedReplies();
        for (String kept : new String[] {"machines.xml", "config.xml"}) {
            try (InputStream in = RecordedReplies.class.getResourceAsStream("/io/edgevirt/vsphere/read/" + kept)) {
                all.good.add(new Reply("RetrieveResult", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        if (System.getProperty("edgevirt.vsphere.simulator") != null) {
            all.live();
        }
        return all;
    }

    private void live() throws IOException {
        try (Bench bench = new Bench()) {
            for (String method : METHODS) {
                bench.relay.every(method, Effect.reply(text -> {
                    keep(method, text);
                    return text;
                }));
            }
            try (Vim vim = bench.connect()) {
                vim.send(Bench.now());
                ManagedObjectReference vm =
                        vim.port().findByInventoryPath(vim.content().getSearchIndex(), "/DC0/vm/DC0_H0_VM0");
                vim.port().retrieveProperties(vim.content().getPropertyCollector(), new PropertyFilterSpec[] {
                    Filters.one(vm, "config", "runtime", "summary", "guest", "capability")
                });
                vim.task(Request.on("VirtualMachine", "vm-none", "PowerOnVM_Task"));
            } catch (EdgeVirtException e) {
                // the fault of a machine that is not there is one of the replies
            }
        }
    }

    private synchronized void keep(String method, String text) {
        String returns = switch (method) {
            case "RetrieveServiceContent" -> "ServiceContent";
            case "Login" -> "UserSession";
            case "RetrieveProperties" -> "ObjectContent[]";
            case "CurrentTime" -> "dateTime";
            default -> "ManagedObjectReference";
        };
        boolean fault = text.contains("faultstring");
        (fault ? faults : good).add(new Reply(returns, text));
    }

    /** One of all. */
    Reply any(Random random) {
        int at = random.nextInt(good.size() + faults.size());
        return at < good.size() ? good.get(at) : faults.get(at - good.size());
    }

    /** One that brings an object. */
    Reply good(Random random) {
        List<Reply> objects =
                good.stream().filter(r -> !r.returns().equals("dateTime")).toList();
        return objects.get(random.nextInt(objects.size()));
    }
}
