package io.edgevirt.kvm.driver;

import io.edgevirt.kvm.libvirt.LibvirtError;
import java.util.Map;

/** The names of libvirt's error codes, as {@code virterror.h} has them. */
final class Codes {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(LibvirtError.OK, "OK"),
            Map.entry(LibvirtError.INTERNAL_ERROR, "INTERNAL_ERROR"),
            Map.entry(LibvirtError.NO_MEMORY, "NO_MEMORY"),
            Map.entry(LibvirtError.NO_SUPPORT, "NO_SUPPORT"),
            Map.entry(LibvirtError.UNKNOWN_HOST, "UNKNOWN_HOST"),
            Map.entry(LibvirtError.NO_CONNECT, "NO_CONNECT"),
            Map.entry(LibvirtError.INVALID_CONN, "INVALID_CONN"),
            Map.entry(LibvirtError.INVALID_ARG, "INVALID_ARG"),
            Map.entry(LibvirtError.OPERATION_FAILED, "OPERATION_FAILED"),
            Map.entry(LibvirtError.OS_TYPE, "OS_TYPE"),
            Map.entry(LibvirtError.XML_ERROR, "XML_ERROR"),
            Map.entry(LibvirtError.DOM_EXIST, "DOM_EXIST"),
            Map.entry(LibvirtError.OPERATION_DENIED, "OPERATION_DENIED"),
            Map.entry(LibvirtError.XML_DETAIL, "XML_DETAIL"),
            Map.entry(LibvirtError.NETWORK_EXIST, "NETWORK_EXIST"),
            Map.entry(LibvirtError.SYSTEM_ERROR, "SYSTEM_ERROR"),
            Map.entry(LibvirtError.RPC, "RPC"),
            Map.entry(LibvirtError.GNUTLS_ERROR, "GNUTLS_ERROR"),
            Map.entry(LibvirtError.NO_DOMAIN, "NO_DOMAIN"),
            Map.entry(LibvirtError.NO_NETWORK, "NO_NETWORK"),
            Map.entry(LibvirtError.AUTH_FAILED, "AUTH_FAILED"),
            Map.entry(LibvirtError.NO_STORAGE_POOL, "NO_STORAGE_POOL"),
            Map.entry(LibvirtError.NO_STORAGE_VOL, "NO_STORAGE_VOL"),
            Map.entry(LibvirtError.NO_NODE_DEVICE, "NO_NODE_DEVICE"),
            Map.entry(LibvirtError.OPERATION_INVALID, "OPERATION_INVALID"),
            Map.entry(LibvirtError.NO_INTERFACE, "NO_INTERFACE"),
            Map.entry(LibvirtError.NO_NWFILTER, "NO_NWFILTER"),
            Map.entry(LibvirtError.NO_SECRET, "NO_SECRET"),
            Map.entry(LibvirtError.CONFIG_UNSUPPORTED, "CONFIG_UNSUPPORTED"),
            Map.entry(LibvirtError.OPERATION_TIMEOUT, "OPERATION_TIMEOUT"),
            Map.entry(LibvirtError.MIGRATE_PERSIST_FAILED, "MIGRATE_PERSIST_FAILED"),
            Map.entry(LibvirtError.HOOK_SCRIPT_FAILED, "HOOK_SCRIPT_FAILED"),
            Map.entry(LibvirtError.INVALID_DOMAIN_SNAPSHOT, "INVALID_DOMAIN_SNAPSHOT"),
            Map.entry(LibvirtError.NO_DOMAIN_SNAPSHOT, "NO_DOMAIN_SNAPSHOT"),
            Map.entry(LibvirtError.ARGUMENT_UNSUPPORTED, "ARGUMENT_UNSUPPORTED"),
            Map.entry(LibvirtError.STORAGE_POOL_BUILT, "STORAGE_POOL_BUILT"),
            Map.entry(LibvirtError.SNAPSHOT_REVERT_RISKY, "SNAPSHOT_REVERT_RISKY"),
            Map.entry(LibvirtError.OPERATION_ABORTED, "OPERATION_ABORTED"),
            Map.entry(LibvirtError.AUTH_CANCELLED, "AUTH_CANCELLED"),
            Map.entry(LibvirtError.NO_DOMAIN_METADATA, "NO_DOMAIN_METADATA"),
            Map.entry(LibvirtError.MIGRATE_UNSAFE, "MIGRATE_UNSAFE"),
            Map.entry(LibvirtError.OVERFLOW, "OVERFLOW"),
            Map.entry(LibvirtError.BLOCK_COPY_ACTIVE, "BLOCK_COPY_ACTIVE"),
            Map.entry(LibvirtError.OPERATION_UNSUPPORTED, "OPERATION_UNSUPPORTED"),
            Map.entry(LibvirtError.SSH, "SSH"),
            Map.entry(LibvirtError.AGENT_UNRESPONSIVE, "AGENT_UNRESPONSIVE"),
            Map.entry(LibvirtError.RESOURCE_BUSY, "RESOURCE_BUSY"),
            Map.entry(LibvirtError.ACCESS_DENIED, "ACCESS_DENIED"),
            Map.entry(LibvirtError.STORAGE_VOL_EXIST, "STORAGE_VOL_EXIST"),
            Map.entry(LibvirtError.CPU_INCOMPATIBLE, "CPU_INCOMPATIBLE"),
            Map.entry(LibvirtError.XML_INVALID_SCHEMA, "XML_INVALID_SCHEMA"),
            Map.entry(LibvirtError.AUTH_UNAVAILABLE, "AUTH_UNAVAILABLE"),
            Map.entry(LibvirtError.AGENT_UNSYNCED, "AGENT_UNSYNCED"),
            Map.entry(LibvirtError.LIBSSH, "LIBSSH"),
            Map.entry(LibvirtError.DEVICE_MISSING, "DEVICE_MISSING"),
            Map.entry(LibvirtError.NO_HOSTNAME, "NO_HOSTNAME"),
            Map.entry(LibvirtError.MULTIPLE_DOMAINS, "MULTIPLE_DOMAINS"));

    private Codes() {}

    /** The name with its prefix; of a code that is not known here, the number. */
    static String name(int code) {
        return "VIR_ERR_" + NAMES.getOrDefault(code, Integer.toString(code));
    }
}
