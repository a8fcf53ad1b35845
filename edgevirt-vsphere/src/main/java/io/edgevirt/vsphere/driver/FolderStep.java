package io.edgevirt.vsphere.driver;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.Requests;
import java.util.Map;
import java.util.Optional;

/** Makes a folder of a datastore unless it is there. It stays: nobody can tell whose an empty folder is. */
final class FolderStep implements Step {

    private final Site site;
    private final String folder;
    private final Request request;

    FolderStep(Site site, String folder, Optional<String> datacenter) {
        this(site, folder, Requests.makeFolder(site.vim().content().getFileManager(), folder, datacenter));
    }

    FolderStep(Site site, String folder, Request request) {
        this.site = site;
        this.folder = folder;
        this.request = request;
    }

    @Override
    public String title() {
        return "make folder " + folder + " unless it is there";
    }

    @Override
    public String body() {
        return request.shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        try {
            site.vim().send(request);
        } catch (AlreadyExistsException e) {
            return Started.done();
        }
        return Started.done();
    }

    /** Sent again it does nothing, if it was made. */
    @Override
    public Landed landed(Map<String, String> results) {
        return Landed.no();
    }

    @Override
    public String toString() {
        return title();
    }
}
