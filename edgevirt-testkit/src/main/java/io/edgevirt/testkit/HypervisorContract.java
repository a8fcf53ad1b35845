package io.edgevirt.testkit;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract that every backend keeps. A backend's test extends this class and says which server to test with; see
 * {@linkplain io.edgevirt.testkit the package}.
 *
 * <p>For each {@link io.edgevirt.Feature} that the connection supports, the tests of its operation have to pass; for
 * each that it does not, the operation has to be refused with the reason before anything changed.
 */
@ExtendWith(ContractExtension.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
public abstract class HypervisorContract {

    /** For subclasses. */
    protected HypervisorContract() {}

    /**
     * The server to test with. Called often, so it should not start anything; that belongs in {@code @BeforeAll}.
     *
     * @return the server, the same each time
     */
    protected abstract ContractServer server();

    @Nested
    @DisplayName("A connection tells what it is to and what can be done:")
    class About extends AboutContract {}

    @Nested
    @DisplayName("A feature is proved by its operation, or refused with a reason:")
    class Features extends FeatureContract {}

    @Nested
    @DisplayName("A catalog lists and finds:")
    class Catalogs extends CatalogContract {}

    @Nested
    @DisplayName("Requests do not grow with machines:")
    class Requests extends RequestContract {}

    @Nested
    @DisplayName("A machine is created whole or not at all:")
    class Create extends CreateContract {}

    @Nested
    @DisplayName("A verb names a state:")
    class Power extends PowerContract {}

    @Nested
    @DisplayName("A task is a change under way:")
    class Tasks extends TaskContract {}

    @Nested
    @DisplayName("A reconfiguration is whole and in effect:")
    class Reconfigure extends ReconfigureContract {}

    @Nested
    @DisplayName("A machine's devices come and go:")
    class Devices extends DeviceContract {}

    @Nested
    @DisplayName("Snapshots are a tree:")
    class Snapshots extends SnapshotContract {}

    @Nested
    @DisplayName("A clone is a machine of its own:")
    class Clones extends CloneContract {}

    @Nested
    @DisplayName("A machine is renamed and deleted:")
    class Delete extends DeleteContract {}

    @Nested
    @DisplayName("A machine moves:")
    class Migration extends MigrationContract {}

    @Nested
    @DisplayName("A watcher is told what happens:")
    class Watch extends WatchContract {}

    @Nested
    @DisplayName("A running machine shows what goes on inside:")
    class Inside extends InsideContract {}

    @Nested
    @DisplayName("The surroundings are seen and made:")
    class Surroundings extends SurroundingsContract {}

    @Nested
    @DisplayName("Clusters and hyperconverged pools:")
    class Clusters extends ClusterContract {}

    @Nested
    @DisplayName("Data never becomes code:")
    class Hostile extends HostileContract {}

    @Nested
    @DisplayName("When the network fails, the caller is told the truth:")
    class Faults extends FaultContract {}

    @Nested
    @DisplayName("Handles are for many threads:")
    class Threads extends ThreadContract {}

    @Nested
    @DisplayName("A connection that is closed is closed:")
    class Close extends CloseContract {}
}
