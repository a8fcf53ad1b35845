package io.edgevirt.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Candidate;
import io.edgevirt.Capacity;
import io.edgevirt.Finding;
import io.edgevirt.HostInfo;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("By default")
class DefaultsTest {

    private static final Optional<String> NONE = Optional.empty();

    @Nested
    @DisplayName("a disk lies in")
    class Pools {

        private final PoolInfo full = pool("alpha", true, Optional.of(Size.gib(1)));
        private final PoolInfo roomy = pool("beta", true, Optional.of(Size.gib(100)));
        private final PoolInfo silent = pool("gamma", true, Optional.empty());
        private final PoolInfo stopped = pool("aardvark", false, Optional.of(Size.tib(1)));

        private PoolInfo pool(String name, boolean active, Optional<Size> free) {
            return new PoolInfo(
                    "id-" + name,
                    name,
                    "dir",
                    free.map(f -> new Capacity(Size.tib(2), Optional.empty(), Optional.of(f))),
                    active,
                    Optional.empty(),
                    Optional.of("pve1/" + name));
        }

        private Optional<PoolInfo> chosen(PoolInfo... pools) {
            return Defaults.pool(List.of(pools), NONE, Size.gib(10));
        }

        @Test
        @DisplayName("the pool that is named, by name, id or path")
        void named() {
            for (String name : List.of("alpha", "id-alpha", "pve1/alpha")) {
                assertEquals(Optional.of(full), Defaults.pool(List.of(roomy, full), Optional.of(name), Size.gib(10)));
            }
        }

        @Test
        @DisplayName("no other where the one that is named is not there")
        void notThere() {
            assertEquals(Optional.empty(), Defaults.pool(List.of(roomy), Optional.of("alpha"), Size.gib(10)));
        }

        @Test
        @DisplayName("no pool picked for the user where the name fits several: the error tells the path and id of each")
        void severalOfTheName() {
            List<PoolInfo> pools = List.of(local("pve1"), roomy, local("pve2"));

            AmbiguousNameException e = assertThrows(
                    AmbiguousNameException.class, () -> Defaults.pool(pools, Optional.of("local"), Size.gib(10)));

            assertEquals(
                    List.of(new Candidate("id-pve1", "pve1/local"), new Candidate("id-pve2", "pve2/local")),
                    e.candidates());
            assertTrue(e.hint().orElseThrow().contains("pve2/local (id id-pve2)"), e.toString());
        }

        @Test
        @DisplayName("the one of several of a name whose path or id is given")
        void pathOfOne() {
            List<PoolInfo> pools = List.of(local("pve1"), local("pve2"));

            for (String wanted : List.of("pve2/local", "id-pve2")) {
                assertEquals(Optional.of(local("pve2")), Defaults.pool(pools, Optional.of(wanted), Size.gib(10)));
            }
        }

        @Test
        @DisplayName("the same of several of a name whatever the order of the listing, where none is asked for")
        void defaultOfSeveral() {
            assertEquals(Optional.of(local("pve1")), chosen(local("pve2"), local("pve1")));
            assertEquals(Optional.of(local("pve1")), chosen(local("pve1"), local("pve2")));
        }

        @Test
        @DisplayName("of several called default the one that has room, else the first by path")
        void severalCalledDefault() {
            PoolInfo small = placed("pve1", "default", Size.gib(1));
            PoolInfo large = placed("pve2", "default", Size.gib(100));

            assertEquals(Optional.of(large), chosen(small, large));
            assertEquals(Optional.of(small), chosen(placed("pve2", "default", Size.gib(2)), small));
        }

        private PoolInfo local(String host) {
            return placed(host, "local", Size.gib(50));
        }

        private PoolInfo placed(String host, String name, Size free) {
            Capacity capacity = new Capacity(Size.tib(2), Optional.empty(), Optional.of(free));
            Optional<String> path = Optional.of(host + "/" + name);
            return new PoolInfo("id-" + host, name, "dir", Optional.of(capacity), true, Optional.empty(), path);
        }

        @Test
        @DisplayName("the pool called default, where there is one")
        void calledDefault() {
            PoolInfo standard = pool("default", true, Optional.of(Size.gib(20)));

            assertEquals(Optional.of(standard), chosen(roomy, standard));
        }

        @Test
        @DisplayName("the first by name that has room, whatever the order of the listing")
        void firstByName() {
            assertEquals(Optional.of(roomy), chosen(silent, roomy, full));
            assertEquals(Optional.of(roomy), chosen(full, silent, roomy));
        }

        @Test
        @DisplayName("a pool that does not tell its free space, rather than none")
        void silentPool() {
            assertEquals(Optional.of(silent), chosen(full, silent));
        }

        @Test
        @DisplayName("never a pool that is not active, even if it is called default")
        void notActive() {
            PoolInfo standard = pool("default", false, Optional.of(Size.tib(1)));

            assertEquals(Optional.of(roomy), chosen(stopped, roomy));
            assertEquals(Optional.of(roomy), chosen(standard, roomy));
        }

        @Test
        @DisplayName("nowhere where no pool has room")
        void nowhere() {
            assertEquals(Optional.empty(), chosen(full, stopped));
            assertEquals(Optional.empty(), chosen());
        }

        @Test
        @DisplayName("nowhere with a finding that names the pools there are")
        void finding() {
            Finding missing = Defaults.noPool(Optional.of("x"), List.of(roomy, full));
            Finding noRoom = Defaults.noPool(NONE, List.of(roomy, full));

            assertEquals(Finding.Problem.NOT_FOUND, missing.problem());
            assertEquals(Finding.Problem.RESOURCES, noRoom.problem());
            assertTrue(missing.remedy().contains("[alpha, beta]"), missing.remedy());
            assertTrue(noRoom.remedy().contains("[alpha, beta]"), noRoom.remedy());
        }
    }

    @Nested
    @DisplayName("a machine runs on")
    class Hosts {

        private final HostInfo small = host("a", HostInfo.State.UP, Optional.of(Size.gib(1)));
        private final HostInfo large = host("b", HostInfo.State.UP, Optional.of(Size.gib(2)));
        private final HostInfo silent = host("c", HostInfo.State.UP, Optional.empty());
        private final HostInfo resting = host("d", HostInfo.State.MAINTENANCE, Optional.of(Size.tib(1)));

        private HostInfo host(String name, HostInfo.State state, Optional<Size> free) {
            return new HostInfo(
                    name,
                    name,
                    state,
                    Optional.empty(),
                    Optional.empty(),
                    free,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Test
        @DisplayName("the host with the most free memory")
        void mostFree() {
            assertEquals(Optional.of(large), Defaults.host(List.of(small, large, silent)));
        }

        @Test
        @DisplayName("never a host that is not up")
        void up() {
            assertEquals(Optional.of(small), Defaults.host(List.of(resting, small)));
            assertEquals(Optional.empty(), Defaults.host(List.of(resting)));
        }

        @Test
        @DisplayName("a host that does not tell its memory only where no other does")
        void silentHost() {
            assertEquals(Optional.of(small), Defaults.host(List.of(silent, small)));
            assertEquals(Optional.of(silent), Defaults.host(List.of(silent)));
        }
    }
}
