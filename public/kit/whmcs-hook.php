<?php
// In the client area of WHMCS: what is the matter with the servers of the client who is signed in, and nothing while
// they are well. Save it as includes/hooks/allclear.php. Each server has to have the host name in WHMCS that it has here.
if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

use WHMCS\Database\Capsule;

add_hook('ClientAreaHeaderOutput', 1, function (array $vars) {
    $site = 'https://status.example.com';
    $clientId = (int) ($_SESSION['uid'] ?? 0);
    if ($clientId === 0) {
        return '<script async src="' . $site . '/embed/script.js"></script>';
    }
    $hostnames = Capsule::table('tblhosting')
        ->join('tblservers', 'tblservers.id', '=', 'tblhosting.server')
        ->where('tblhosting.userid', $clientId)
        ->whereIn('tblhosting.domainstatus', ['Active', 'Suspended'])
        ->distinct()
        ->limit(4)
        ->pluck('tblservers.hostname');
    $lines = '';
    foreach ($hostnames as $hostname) {
        $lines .= '<script src="' . $site . '/embed/script.js" data-place="here" data-server="'
            . htmlspecialchars($hostname, ENT_QUOTES) . '"></script>';
    }
    return $lines;
});
