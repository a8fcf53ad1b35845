package io.edgevirt.vsphere;

import io.edgevirt.Operation;
import io.edgevirt.VM;
import java.nio.file.Path;
import java.util.Optional;

/** What vSphere alone can do with a machine: {@code vm.unwrap(VSphereVM.class)}. */
public interface VSphereVM {

    /**
     * A ticket for the screen. Asks the server, which makes a new one each time.
     *
     * @return the ticket
     * @throws io.edgevirt.InvalidStateException if the machine does not run
     */
    WebMks webMks();

    /**
     * What the machine waits for. Asks the server.
     *
     * @return the question; empty where there is none
     */
    Optional<VMQuestion> question();

    /**
     * Answers the question that the machine waits for.
     *
     * @param choice one of the question's choices, or its number as the vSphere API counts them
     * @return the operation; its check fails where nothing is asked, or no such choice is offered
     */
    Operation<VM> answer(String choice);

    /**
     * Takes the machine or template out of the inventory. All its files stay; {@link VM#delete()} removes them.
     *
     * @return the operation, which gives the path of its configuration, such as {@code [datastore1] a/a.vmx}, by which it can
     *     be registered again; its check fails where the machine is not off
     */
    Operation<String> unregister();

    /**
     * Turns the machine, which is off, into a template: it can be copied, and not be started. One that is a template
     * already stays as it is.
     *
     * @return the operation; its check fails where the machine is not off, and on an ESXi host alone
     */
    Operation<VM> markAsTemplate();

    /**
     * Turns the template into a machine again, on the host that it is registered on. One that is a machine already stays as
     * it is.
     *
     * @return the operation, whose plan names the resource pool
     */
    Operation<VM> markAsMachine();

    /**
     * Turns the template into a machine again.
     *
     * @param to the host or the resource pool; its files and its folder stay
     * @return the operation, whose plan names both
     */
    Operation<VM> markAsMachine(Destination to);

    /**
     * Copies the machine or template, and hands the copy's guest what it gets of its own. The copy is off; the guest carries
     * the customization out at its first start, by VMware Tools, of which this operation cannot tell.
     *
     * @param name the copy's name
     * @param customization what its guest gets
     * @return the operation; a vCenter is needed
     */
    Operation<VM> cloneCustomized(String name, Customization customization);

    /**
     * The same to a place.
     *
     * @param name the copy's name
     * @param customization what its guest gets
     * @param to where it goes
     * @return the operation; a vCenter is needed
     */
    Operation<VM> cloneCustomized(String name, Customization customization, Destination to);

    /**
     * Copies the running machine as it is this moment, with its memory, which both share until one writes to it: the copy
     * runs at once, with the guest's name and addresses. vSphere 6.7 and later, by a vCenter.
     *
     * @param name the copy's name
     * @return the operation; its check fails where the machine does not run
     */
    Operation<VM> instantClone(String name);

    /**
     * The same to a place.
     *
     * @param name the copy's name
     * @param to the resource pool and folder; host and datastore are those of the original
     * @return the operation; its check fails where a host or datastore is named
     */
    Operation<VM> instantClone(String name, Destination to);

    /**
     * Fetches the machine, which is off, as an OVF: a descriptor {@code <name>.ovf}, its disks, and a manifest
     * {@code <name>.mf} with the SHA-256 of all of them; what a file's name cannot hold becomes {@code _}. CD images are
     * not fetched. If it fails, or is cancelled, no file is left.
     *
     * @param folder a folder on the JVM's machine that is there, and has no files of these names
     * @return the operation, which gives the descriptor; its check fails where the machine is not off
     */
    Operation<Path> exportOvf(Path folder);

    /**
     * The same as one file, a tar of descriptor, manifest and disks in this order. While it is made, its disks need room
     * beside it. Apache Commons Compress ({@code org.apache.commons:commons-compress}) must be among the program's
     * libraries.
     *
     * @param file the file, which is not there yet; its name ends in {@code .ova}
     * @return the operation, which gives the file; its check fails where the machine is not off
     */
    Operation<Path> exportOva(Path file);
}
