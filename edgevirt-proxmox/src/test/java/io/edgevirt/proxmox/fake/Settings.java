package io.edgevirt.proxmox.fake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What a fake cluster shall be like; every method changes and returns this. */
public final class Settings {
    Release release = Release.PVE_9_1;
    String clusterName = "fakecluster";
    List<String> nodes = List.of("pve1");
    Duration lag = Duration.ofMillis(20);
    Duration taskLength = Duration.ofMillis(10);
    Duration lockTimeout = Duration.ofMillis(60);
    Duration haLag = Duration.ofMillis(40);
    Duration loginDelay = Duration.ofMillis(30);
    Duration idle = Duration.ofSeconds(5);
    Duration ticketLife = Duration.ofHours(2);
    Duration second = Duration.ofMillis(5);
    int perConnection = 100;
    boolean eachNodeListens;
    Clock clock = Clock.systemUTC();

    Settings() {}

    /** The release to pose as; 9.1 if not said. */
    public Settings version(Release release) {
        this.release = release;
        return this;
    }

    /** The nodes' names, {@code pve1} alone if not said: several make a cluster. */
    public Settings nodes(String... names) {
        nodes = List.of(names);
        return this;
    }

    /** How long {@code /cluster/resources} tells the old state after a change. */
    public Settings lag(Duration lag) {
        this.lag = lag;
        return this;
    }

    /** How long a task takes. */
    public Settings taskLength(Duration length) {
        taskLength = length;
        return this;
    }

    /** How long a task takes. */
    public Duration taskLength() {
        return taskLength;
    }

    /** How long the HA manager takes from a wish to the deed. */
    public Duration haLag() {
        return haLag;
    }

    /** How long a request waits for a lock that another holds; 10 s in a real one. */
    public Settings lockTimeout(Duration timeout) {
        lockTimeout = timeout;
        return this;
    }

    /** How long the HA manager takes from a wish to the deed. */
    public Settings haLag(Duration lag) {
        haLag = lag;
        return this;
    }

    /** How long a second takes of the time-outs that requests give, such as a shutdown's; 5 ms if not said. */
    public Settings second(Duration second) {
        this.second = second;
        return this;
    }

    /** How long a refused login takes; 3 s in a real one. */
    public Settings loginDelay(Duration delay) {
        loginDelay = delay;
        return this;
    }

    /** How long an idle connection stays open; 5 s in a real one. */
    public Settings idle(Duration idle) {
        this.idle = idle;
        return this;
    }

    /** How long a ticket is good for; 2 h in a real one. */
    public Settings ticketLife(Duration life) {
        ticketLife = life;
        return this;
    }

    /** After how many requests a connection is closed; 100 in a real one. */
    public Settings perConnection(int requests) {
        perConnection = requests;
        return this;
    }

    /** Gives each node an address of its own, for fail-over; otherwise the first alone has one. */
    public Settings eachNodeListens() {
        eachNodeListens = true;
        return this;
    }

    /** The clock that tickets are aged by. */
    public Settings clock(Clock clock) {
        this.clock = clock;
        return this;
    }
}
