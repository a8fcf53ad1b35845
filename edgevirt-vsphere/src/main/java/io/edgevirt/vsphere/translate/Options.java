package io.edgevirt.vsphere.translate;

import com.vmware.vim25.OptionValue;
import io.edgevirt.vsphere.read.TagKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A machine's extra configuration: keys and texts. */
final class Options {

    private final List<OptionValue> values = new ArrayList<>();

    Options set(String key, String value) {
        OptionValue option = new OptionValue();
        option.key = key;
        option.value = value;
        values.add(option);
        return this;
    }

    Options tags(Map<String, String> tags) {
        tags.forEach((key, value) -> set(TagKeys.key(key), TagKeys.kept(value)));
        return this;
    }

    /**
     * What cloud-init's data source for VMware reads: its documentation names the keys. The instance's id is what tells
     * cloud-init that this is another machine than the one it was copied from.
     */
    Options cloudInit(UUID token, String userData) {
        return set("guestinfo.metadata", base64("{\"instance-id\":\"" + token + "\"}"))
                .set("guestinfo.metadata.encoding", "base64")
                .set("guestinfo.userdata", base64(userData))
                .set("guestinfo.userdata.encoding", "base64");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    OptionValue[] array() {
        return values.toArray(new OptionValue[0]);
    }
}
