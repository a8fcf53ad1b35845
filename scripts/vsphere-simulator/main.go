// Starts VMware's own API simulator, unchanged, as the tests' vCenter or ESXi.
//
// Says on stdout, a key=value line each, where it listens and how to know it, then "ready". Ends, and removes
// its files, when its stdin ends: nothing is left when the program that started it dies.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"flag"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/vmware/govmomi/find"
	_ "github.com/vmware/govmomi/lookup/simulator"
	_ "github.com/vmware/govmomi/pbm/simulator"
	"github.com/vmware/govmomi/simulator"
	_ "github.com/vmware/govmomi/sts/simulator"
	_ "github.com/vmware/govmomi/vapi/simulator"
	"github.com/vmware/govmomi/vim25"
)

const passwordVariable = "EDGEVIRT_SIMULATOR_PASSWORD"

var (
	version     = "unknown" // the package's, put in by the linker
	folder      string      // of all files
	showVersion = flag.Bool("version", false, "print the version of govmomi and end")
	mode        = flag.String("mode", "vcenter", "vcenter or esxi")
	datacenters = flag.Int("datacenters", 1, "vcenter: datacenters, alike but for their names")
	hosts       = flag.Int("hosts", 3, "vcenter: hosts of each datacenter's cluster; one more stands alone")
	vms         = flag.Int("vms", 4, "virtual machines in all")
	user        = flag.String("user", "administrator@vsphere.local", "who may log in, with the password in "+passwordVariable)
	delay       = flag.Int("delay", 0, "milliseconds to wait before each reply")
	secure      = flag.Bool("tls", true, "HTTPS with a certificate of its own for 127.0.0.1, ::1 and localhost")
	listen      = flag.String("listen", "127.0.0.1:0", "address and port")
)

func main() {
	flag.Parse()
	if *showVersion {
		fmt.Println(version)
		return
	}
	password := os.Getenv(passwordVariable)
	if password == "" || flag.NArg() > 0 || *mode != "vcenter" && *mode != "esxi" {
		fail(fmt.Errorf("usage: %s=… %s [-help]", passwordVariable, os.Args[0]))
	}
	fail(os.Unsetenv(passwordVariable))
	var err error
	folder, err = os.MkdirTemp("", "edgevirt-vsphere-simulator-")
	fail(err)
	defer os.RemoveAll(folder)
	go endWithStarter()
	fmt.Printf("folder=%s\n", folder)
	// The simulator keeps each datastore as a temporary folder.
	fail(os.Setenv("TMPDIR", folder))
	logFile, err := os.Create(filepath.Join(folder, "log"))
	fail(err)
	log.SetOutput(logFile)

	model := inventory()
	fail(model.Create())
	fail(complete(model))
	service := model.Service
	service.Listen = &url.URL{Host: *listen, User: url.UserPassword(*user, password)}
	service.RegisterEndpoints = *mode == "vcenter"
	if *secure {
		service.TLS = &tls.Config{Certificates: []tls.Certificate{newCertificate()}}
	}
	address := *service.NewServer().URL
	address.User = nil
	fmt.Printf("url=%s\nversion=%s\nready\n", &address, version)
	select {}
}

// inventory is a model that names repeat in and in which there is more than one of most kinds.
func inventory() *simulator.Model {
	model, groups := simulator.ESX(), 1
	if *mode == "vcenter" {
		model, groups = simulator.VPX(), 2**datacenters // the host alone and the cluster
		model.Datacenter, model.ClusterHost, model.Pool, model.Portgroup = *datacenters, *hosts, 1, 2
	}
	model.Datastore = 2
	model.Machine = (*vms + groups - 1) / groups
	model.DelayConfig.Delay = *delay
	return model
}

// complete makes, by requests, what a model has no field for: the exact number of machines, a folder of machines.
func complete(model *simulator.Model) error {
	ctx := context.Background()
	client, err := vim25.NewClient(ctx, model.Service)
	if err != nil {
		return err
	}
	finder := find.NewFinder(client, false)
	all, err := finder.VirtualMachineList(ctx, "/*/vm/*")
	if _, none := err.(*find.NotFoundError); err != nil && !none {
		return err
	}
	for _, vm := range all[min(*vms, len(all)):] {
		if off, err := vm.PowerOff(ctx); err != nil || off.Wait(ctx) != nil {
			return fmt.Errorf("%s does not power off: %v", vm, err)
		}
		if gone, err := vm.Destroy(ctx); err != nil || gone.Wait(ctx) != nil {
			return fmt.Errorf("%s does not go: %v", vm, err)
		}
	}
	centers, err := finder.DatacenterList(ctx, "*")
	for _, center := range centers {
		if *mode == "vcenter" && err == nil {
			folders, _ := center.Folders(ctx)
			_, err = folders.VmFolder.CreateFolder(ctx, "Edge")
		}
	}
	return err
}

// newCertificate makes a certificate that trusts itself and says what it is on stdout.
func newCertificate() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	fail(err)
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	fail(err)
	now := time.Now()
	template := x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
		NotBefore:   now.Add(-time.Hour), NotAfter: now.Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, key.Public(), key)
	fail(err)
	fmt.Printf("fingerprint=%x\ncertificate=%s\n", sha256.Sum256(der), base64.StdEncoding.EncodeToString(der))
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func endWithStarter() {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		ended <- syscall.SIGTERM
	}()
	<-ended
	end(0)
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "vsphere-simulator:", err)
		end(1)
	}
}

func end(code int) {
	// A request under way may write a file while its folder goes.
	for tries := 0; folder != "" && os.RemoveAll(folder) != nil && tries < 10; tries++ {
		time.Sleep(10 * time.Millisecond)
	}
	os.Exit(code)
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}
