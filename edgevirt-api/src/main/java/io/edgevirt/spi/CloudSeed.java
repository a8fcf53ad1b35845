package io.edgevirt.spi;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An image for cloud-init's NoCloud data source: a file system labelled {@code cidata} with the files {@code user-data}
 * and {@code meta-data}, as cloud-init's documentation of that source asks for.
 */
public final class CloudSeed {

    private CloudSeed() {}

    /**
     * Makes the image.
     *
     * @param name the machine's name, which becomes its host name if it can be one
     * @param token the create's token, by which cloud-init knows a new machine
     * @param userData what the user hands over, as it is
     * @return an ISO 9660 image
     */
    public static byte[] image(String name, UUID token, String userData) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("meta-data", metadata(name, token).getBytes(StandardCharsets.UTF_8));
        files.put("user-data", userData.getBytes(StandardCharsets.UTF_8));
        return new IsoImage("cidata", files).bytes();
    }

    /** JSON, which is YAML; a name with any other character than these never gets into it. */
    static String metadata(String name, UUID token) {
        boolean host = name.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
        return "{\"instance-id\": \"" + token + "\"" + (host ? ", \"local-hostname\": \"" + name + "\"" : "") + "}\n";
    }
}
