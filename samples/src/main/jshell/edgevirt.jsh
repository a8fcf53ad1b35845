// What JShell starts with; jshell.sh hands it over.
// A way of answering that cuts no table short. JShell's own ways come later, none can be copied yet.
/set mode edgevirt -quiet
/set prompt edgevirt "edgevirt> " "      ... "
/set truncation edgevirt 1000000
/set format edgevirt name "%1$s"
/set format edgevirt type "%2$s"
/set format edgevirt value "%3$s"
/set format edgevirt unresolved "%4$s"
/set format edgevirt errors "%5$s"
/set format edgevirt err "%6$s"
/set format edgevirt errorpre "Error: "
/set format edgevirt errorpost "%n"
/set format edgevirt errorline "%n    {err}"
/set format edgevirt waits ""
/set format edgevirt waits ", which waits for {unresolved} {errors}" defined,notdefined-added,modified,replaced,used
/set format edgevirt display ""
/set format edgevirt display "{name} ==> {value}%n" added,modified,replaced-expression,varvalue,assignment,varinit,vardecl-ok-primary
/set format edgevirt display "{name} declared{waits}%n" added,modified,replaced-method,class,interface,enum,record-primary

/open DEFAULT
import io.edgevirt.*;
import io.edgevirt.hardware.*;
import static io.edgevirt.Size.*;
import io.edgevirt.samples.Tables;
import java.time.Duration;

Hypervisor hv = EdgeVirt.connect(System.getProperty("edgevirt.uri", "mem:"), c -> {
    if (System.getenv("EDGEVIRT_PASSWORD") != null) { c.password(Secret.env("EDGEVIRT_PASSWORD")); }
    if (System.getenv("EDGEVIRT_PINNED_SHA256") != null) { c.trust(Trust.pinnedSha256(System.getenv("EDGEVIRT_PINNED_SHA256"))); }
});

void vms() { System.out.println(Tables.vms(hv.vms().list())); }
void hosts() { System.out.println(Tables.hosts(hv.hosts().list())); }
void pools() { System.out.println(Tables.pools(hv.storage().list())); }
void switches() { System.out.println(Tables.switches(hv.switches().list())); }
void clusters() { System.out.println(Tables.clusters(hv.clusters().list())); }
void features() { System.out.println(Tables.features(hv)); }
void snapshots(VM vm) { System.out.println(Tables.snapshots(vm)); }
void plan(Operation<?> operation) { System.out.println(operation.explain()); }
void findings(Operation<?> operation) { System.out.println(operation.check()); }
void hardware() { System.out.println(HardwareCheck.singleNode().recommended().run(hv.hosts().list().get(0).hardware())); }

System.out.println("Connected to " + hv.about());
System.out.println("hv is the connection. Tables: vms() hosts() pools() switches() clusters() features()");
System.out.println("snapshots(vm) plan(operation) findings(operation) hardware(). The end: /exit");
