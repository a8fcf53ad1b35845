package io.edgevirt.testkit;

import io.edgevirt.PciAddress;
import io.edgevirt.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What stands ready on a server for the contract's tests to use. Immutable; begin with {@link #none()}.
 *
 * @param network a switch, network or bridge for network adapters
 * @param pool a storage pool in which volumes may be made
 * @param iso an ISO image on the server, as {@code attachIso} takes it
 * @param uplink a host's adapter that an external switch may be made on
 * @param kernel a kernel, an initial RAM disk and a command line, as {@code bootKernel} takes them
 * @param guestOs the system's name of a guest's operating system
 * @param folder a folder
 * @param resourcePool a resource pool
 * @param device a host's PCI device that may be passed through
 * @param vgpu the profile of a virtual GPU
 * @param cluster a cluster in which machines may be protected and rules be set
 * @param hciPool a hyperconverged pool
 * @param nativeType what {@code unwrap} of a connection gives
 * @param inside what can be done inside a booted guest
 */
public record Props(
        Optional<String> network,
        Optional<String> pool,
        Optional<String> iso,
        Optional<String> uplink,
        Optional<Kernel> kernel,
        Optional<String> guestOs,
        Optional<String> folder,
        Optional<String> resourcePool,
        Optional<PciAddress> device,
        Optional<String> vgpu,
        Optional<String> cluster,
        Optional<String> hciPool,
        Optional<Class<?>> nativeType,
        Optional<Inside> inside) {

    /**
     * A kernel to boot directly.
     *
     * @param kernel the server's path of the kernel
     * @param initrd the server's path of the initial RAM disk
     * @param commandLine the kernel's command line
     */
    public record Kernel(String kernel, String initrd, String commandLine) {}

    /**
     * What can be done inside a booted guest.
     *
     * @param login the guest's own login, where the system wants one
     * @param echo a program and its arguments that prints {@code contract} and ends with exit code 0
     * @param failing a program and its arguments that ends with an exit code that is not 0
     * @param file a path in the guest that may be written and read
     */
    public record Inside(Optional<Login> login, List<String> echo, List<String> failing, String file) {
        // Copies the lists.
        public Inside {
            echo = List.copyOf(echo);
            failing = List.copyOf(failing);
        }
    }

    /**
     * A guest's own login.
     *
     * @param user the login's name
     * @param password its password
     */
    public record Login(String user, Secret password) {}

    /**
     * Nothing.
     *
     * @return props to begin with
     */
    public static Props none() {
        return new Draft().props();
    }

    /**
     * Begins with nothing and adds one by one.
     *
     * @return a draft
     */
    public static Draft draft() {
        return new Draft();
    }

    /** Props that are being put together. */
    public static final class Draft {

        private Optional<String> network = Optional.empty();
        private Optional<String> pool = Optional.empty();
        private Optional<String> iso = Optional.empty();
        private Optional<String> uplink = Optional.empty();
        private Optional<Kernel> kernel = Optional.empty();
        private Optional<String> guestOs = Optional.empty();
        private Optional<String> folder = Optional.empty();
        private Optional<String> resourcePool = Optional.empty();
        private Optional<PciAddress> device = Optional.empty();
        private Optional<String> vgpu = Optional.empty();
        private Optional<String> cluster = Optional.empty();
        private Optional<String> hciPool = Optional.empty();
        private Optional<Class<?>> nativeType = Optional.empty();
        private Optional<Inside> inside = Optional.empty();

        private Draft() {}

        /**
         * See {@link Props#network()}.
         *
         * @param name its name, path or id
         * @return this draft
         */
        public Draft network(String name) {
            network = Optional.of(name);
            return this;
        }

        /**
         * See {@link Props#pool()}.
         *
         * @param name its name, path or id
         * @return this draft
         */
        public Draft pool(String name) {
            pool = Optional.of(name);
            return this;
        }

        /**
         * See {@link Props#iso()}.
         *
         * @param image the server's path, or {@code pool:volume}
         * @return this draft
         */
        public Draft iso(String image) {
            iso = Optional.of(image);
            return this;
        }

        /**
         * See {@link Props#uplink()}.
         *
         * @param adapter the host's adapter
         * @return this draft
         */
        public Draft uplink(String adapter) {
            uplink = Optional.of(adapter);
            return this;
        }

        /**
         * See {@link Props#kernel()}.
         *
         * @param what the kernel
         * @return this draft
         */
        public Draft kernel(Kernel what) {
            kernel = Optional.of(what);
            return this;
        }

        /**
         * See {@link Props#guestOs()}.
         *
         * @param nativeName the system's own name
         * @return this draft
         */
        public Draft guestOs(String nativeName) {
            guestOs = Optional.of(nativeName);
            return this;
        }

        /**
         * See {@link Props#folder()}.
         *
         * @param nameOrPath its name or path
         * @return this draft
         */
        public Draft folder(String nameOrPath) {
            folder = Optional.of(nameOrPath);
            return this;
        }

        /**
         * See {@link Props#resourcePool()}.
         *
         * @param nameOrPath its name or path
         * @return this draft
         */
        public Draft resourcePool(String nameOrPath) {
            resourcePool = Optional.of(nameOrPath);
            return this;
        }

        /**
         * See {@link Props#device()}.
         *
         * @param address its address
         * @return this draft
         */
        public Draft device(PciAddress address) {
            device = Optional.of(address);
            return this;
        }

        /**
         * See {@link Props#vgpu()}.
         *
         * @param profile the profile's name
         * @return this draft
         */
        public Draft vgpu(String profile) {
            vgpu = Optional.of(profile);
            return this;
        }

        /**
         * See {@link Props#cluster()}.
         *
         * @param name its name, path or id
         * @return this draft
         */
        public Draft cluster(String name) {
            cluster = Optional.of(name);
            return this;
        }

        /**
         * See {@link Props#hciPool()}.
         *
         * @param name its name
         * @return this draft
         */
        public Draft hciPool(String name) {
            hciPool = Optional.of(name);
            return this;
        }

        /**
         * See {@link Props#nativeType()}.
         *
         * @param type the native type
         * @return this draft
         */
        public Draft nativeType(Class<?> type) {
            nativeType = Optional.of(type);
            return this;
        }

        /**
         * See {@link Props#inside()}.
         *
         * @param what what can be done
         * @return this draft
         */
        public Draft inside(Inside what) {
            inside = Optional.of(what);
            return this;
        }

        /**
         * The props as drafted.
         *
         * @return the props
         */
        public Props props() {
            return new Props(
                    network,
                    pool,
                    iso,
                    uplink,
                    kernel,
                    guestOs,
                    folder,
                    resourcePool,
                    device,
                    vgpu,
                    cluster,
                    hciPool,
                    nativeType,
                    inside);
        }
    }
}
