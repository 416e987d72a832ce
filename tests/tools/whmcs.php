<?php
// Plays WHMCS: the arguments are the hook's file, the client, and the host names that the database has for it, or "fails".
namespace WHMCS\Database {
    class Capsule
    {
        public static array $hostnames = [];

        public static function table(string $name): self
        {
            if (self::$hostnames === ['fails']) {
                throw new \RuntimeException("no table $name");
            }
            return new self();
        }

        public function __call(string $name, array $arguments): self
        {
            return $this;
        }

        public function pluck(string $column): \ArrayObject
        {
            return new \ArrayObject(self::$hostnames);
        }
    }
}

namespace {
    error_reporting(E_ALL);
    set_error_handler(fn($level, $message) => throw new \ErrorException($message));
    define('WHMCS', true);

    function add_hook(string $point, int $priority, callable $hook): void
    {
        echo "<!-- $point $priority -->", $hook(['filename' => 'clientarea']);
    }

    [, $file, $client] = $argv;
    $_SESSION = $client === '' ? [] : ['uid' => $client];
    \WHMCS\Database\Capsule::$hostnames = array_slice($argv, 3);
    require $file;
}
